using System.Text;

namespace Preciso.Tests.Reading;

public sealed class XlsTests : IAsyncDisposable
{
    private const int Text = 0x0204;
    private const int Number = 0x0203;

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_workbook_of_old_reads_as_its_cells_with_their_formats()
    {
        var pages = await _world.Read(CompoundFiles.With("Workbook", Workbook()), "옛날.xls");

        Golden.Matches(pages, "old-workbook");
    }

    [Fact]
    public async Task A_broken_workbook_of_old_is_refused_with_its_reason()
    {
        var workbook = Workbook();
        new Random(1).NextBytes(workbook.AsSpan(0, 300));

        Assert.Equal("office_damaged", (await _world.Refuses(CompoundFiles.With("Workbook", workbook), "a.xls")).Code);
    }

    /// <summary>The fewest BIFF8 records that are a workbook with one sheet.</summary>
    private static byte[] Workbook()
    {
        byte[] globals =
        [
            .. Begin(0x0005),
            .. Record(0x041E, [.. Words(164), .. Wide("#,##0\"원\"")]),
            .. Record(0x00E0, [.. Words(0, 0), .. new byte[16]]),
            .. Record(0x00E0, [.. Words(0, 164), .. new byte[16]]),
            .. Record(0x00E0, [.. Words(0, 14), .. new byte[16]]),
        ];
        var name = Encoding.Unicode.GetBytes("매출");
        var bound = 4 + 6 + 2 + name.Length;
        byte[] workbook =
        [
            .. globals,
            .. Record(0x0085, [.. BitConverter.GetBytes(globals.Length + bound + 4), 0, 0, 2, 1, .. name]),
            .. Record(0x000A, []),
            .. Begin(0x0010),
            .. Record(0x0200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(4), .. Words(0, 3, 0)]),
            .. Record(Text, [.. Words(0, 0, 0), .. Wide("제목")]),
            .. Record(Text, [.. Words(1, 0, 0), .. Wide("합계")]),
            .. Record(Number, [.. Words(1, 1, 1), .. BitConverter.GetBytes(1234567.5)]),
            .. Record(Number, [.. Words(1, 2, 2), .. BitConverter.GetBytes(43465.0)]),
            .. Record(Number, [.. Words(2, 1, 0), .. BitConverter.GetBytes(-0.1)]),
            .. Record(0x00E5, Words(1, 0, 0, 0, 2)),
            .. Record(0x000A, []),
        ];
        return [.. workbook, .. new byte[Math.Max(0, 4096 - workbook.Length)]];
    }

    private static byte[] Begin(int kind) => Record(0x0809, [.. Words(0x0600, kind, 0x0DBB, 0x07CC), .. new byte[8]]);

    private static byte[] Record(int id, byte[] data) => [.. Words(id, data.Length), .. data];

    private static byte[] Wide(string text) => [.. Words(text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Words(params IEnumerable<int> words) => [.. words.SelectMany(word => BitConverter.GetBytes((ushort)word))];
}
