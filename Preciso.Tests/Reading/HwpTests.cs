using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Preciso.Documents;
using Preciso.Reading;

namespace Preciso.Tests.Reading;

/// <summary>Documents of Hancom's word processor, HWPX and HWP 5.</summary>
public sealed class HwpTests : IAsyncDisposable
{
    private const string Names = "xmlns:hs=\"http://www.hancom.co.kr/hwpml/2011/section\" xmlns:hp=\"http://www.hancom.co.kr/hwpml/2011/paragraph\" "
        + "xmlns:hh=\"http://www.hancom.co.kr/hwpml/2011/head\"";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Hwpx_reads_with_numbers_tables_notes_equations_and_boxes()
    {
        const string head = $"""
            <hh:head {Names}><hh:refList><hh:charProperties><hh:charPr id="0"/><hh:charPr id="1"><hh:supscript/></hh:charPr></hh:charProperties>
            <hh:numberings><hh:numbering id="1"><hh:paraHead level="1" start="1" numFormat="DIGIT">제^1조</hh:paraHead>
              <hh:paraHead level="2" start="1" numFormat="HANGUL_SYLLABLE">^2.</hh:paraHead></hh:numbering></hh:numberings>
            <hh:paraProperties><hh:paraPr id="0"/><hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr>
              <hh:paraPr id="2"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr></hh:paraProperties></hh:refList></hh:head>
            """;
        const string section = $"""
            <hs:sec {Names}><hp:p paraPrIDRef="1"><hp:run><hp:secPr outlineShapeIDRef="1"/><hp:t>목적</hp:t></hp:run></hp:p>
            <hp:p paraPrIDRef="2"><hp:run><hp:t>출장비는 612</hp:t></hp:run><hp:run charPrIDRef="1"><hp:t>3</hp:t></hp:run><hp:run><hp:t>원<hp:deleteBegin/>
              700원<hp:deleteEnd/></hp:t><hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run><hp:t>부가세 별도</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl>
              <hp:equation><hp:script>a over b</hp:script></hp:equation></hp:run></hp:p>
            <hp:p paraPrIDRef="0"><hp:run><hp:tbl><hp:tr><hp:tc header="1"><hp:subList><hp:p><hp:run><hp:t>구분</hp:t></hp:run></hp:p></hp:subList>
              <hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan colSpan="1" rowSpan="2"/></hp:tc><hp:tc header="1"><hp:subList><hp:p><hp:run><hp:t>2024</hp:t></hp:run></hp:p>
              </hp:subList><hp:cellAddr colAddr="1" rowAddr="0"/></hp:tc></hp:tr><hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>45,000</hp:t></hp:run></hp:p></hp:subList>
              <hp:cellAddr colAddr="1" rowAddr="1"/></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>
            <hp:p><hp:run><hp:rect><hp:drawText><hp:subList><hp:p><hp:run><hp:t>상자</hp:t></hp:run></hp:p></hp:subList></hp:drawText></hp:rect>
              <hp:checkBtn caption="동의" value="CHECKED"/></hp:run></hp:p>
            <hp:p paraPrIDRef="1"><hp:run><hp:t>해지</hp:t></hp:run></hp:p></hs:sec>
            """;

        var page = Assert.Single(await _world.Read(Packages.Zip(
            ("mimetype", "application/hwp+zip"), ("Contents/header.xml", head), ("Contents/section0.xml", section))));

        Assert.Equal(
            ["제1조 목적", "가. 출장비는 612³원 a over b", "부가세 별도", "구분 2024", "45,000", "☒ 동의", "상자", "제2조 해지"],
            page.Lines().Select(line => line.Text));
        Assert.Contains(page.Tables[0].Cells, cell => cell is { Text: "구분", RowSpan: 2 });
        Assert.Contains(page.Tables[0].Cells, cell => cell is { Text: "45,000", Column: 1, Row: 1 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hwp_5_reads_with_numbers_tables_and_notes(bool isPacked)
    {
        var page = Assert.Single(await _world.Read(Hwp(isPacked ? 1 : 0)));

        Assert.Equal(["제1조 목적", "금액 612³원", "부가세 별도", "구분 2024", "45,000"], page.Lines().Select(line => line.Text));
        Assert.Contains(page.Tables[0].Cells, cell => cell is { Text: "구분", RowSpan: 2 });
        Assert.Contains(page.Tables[0].Cells, cell => cell is { Text: "45,000", Column: 1, Row: 1 });
    }

    [Theory]
    [InlineData(2, "hwp_encrypted")]
    [InlineData(4, "hwp_distribution")]
    public void Hwp_that_is_locked_is_refused_with_its_reason(int flags, string code)
    {
        using var file = new MemoryStream(Hwp(flags));

        Assert.Equal(code, Assert.Throws<ProblemException>(() => FileSniffer.Sniff(file, "a.hwp")).Code);
    }

    [Fact]
    public async Task Hwp_of_broken_records_is_never_a_crash()
    {
        var random = new Random(12);
        for (var n = 0; n < 200; n++)
        {
            var broken = Hwp(0);
            for (var at = 0; at < 8; at++)
            {
                broken[random.Next(512 * 4, broken.Length)] = (byte)random.Next(256);
            }
            try
            {
                await _world.Read(broken);
            }
            catch (Exception e) when (e is ReadingException or ProblemException)
            {
                // Each with its reason.
            }
        }
    }

    private static byte[] Hwp(int flags)
    {
        var head = new byte[256];
        "HWP Document File"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(36), flags);
        byte[] heading = new byte[54], plain = new byte[54], raised = new byte[72];
        byte[] numbering = [.. new byte[12], 4, 0, .. Utf16("제^1조"), 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(heading, 1 << 23);
        BinaryPrimitives.WriteUInt32LittleEndian(raised.AsSpan(46), 1 << 15);
        byte[] info =
        [
            .. Record(0x15, 1, new byte[72]), .. Record(0x15, 1, raised), .. Record(0x17, 1, numbering), .. Record(0x19, 1, plain),
            .. Record(0x19, 1, heading),
        ];
        byte[] section =
        [
            .. Paragraph("\u0002sces\0\0\u0002목적", 0, 1), .. Record(0x47, 1, [.. Ascii("dces"), .. new byte[14], 1, 0]),
            .. Paragraph("금액 6123원\u0011  nf\0\0\u0011", 0, 0), .. Record(0x44, 1, [.. Pair(0, 0), .. Pair(6, 1), .. Pair(7, 0)]),
            .. Record(0x47, 1, Ascii("  nf")), .. Record(0x48, 2, new byte[8]), .. Paragraph("부가세 별도", 2, 0),
            .. Paragraph("\u000B lbt\0\0\u000B", 0, 0), .. Record(0x47, 1, Ascii(" lbt")), .. Record(0x4D, 2, new byte[22]),
            .. Record(0x48, 2, Cell(0, 0, 1, 2)), .. Paragraph("구분", 2, 0),
            .. Record(0x48, 2, Cell(1, 0, 1, 1)), .. Paragraph("2024", 2, 0),
            .. Record(0x48, 2, Cell(1, 1, 1, 1)), .. Paragraph("45,000", 2, 0),
        ];
        return CompoundFiles.With(
            ("FileHeader", head), ("DocInfo", Pack(info, flags)), ("BodyText", []), ("Section0", Pack(section, flags)));
    }

    private static byte[] Paragraph(string text, int level, int style)
    {
        var head = new byte[24];
        head[8] = (byte)style;
        return [.. Record(0x42, level, head), .. Record(0x43, level + 1, Utf16(text + "\r"))];
    }

    private static byte[] Record(int tag, int level, byte[] data)
    {
        var head = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(tag | (level << 10) | (data.Length << 20)));
        return [.. head, .. data];
    }

    private static byte[] Cell(params byte[] places) =>
        [.. new byte[8], .. places.SelectMany(place => new byte[] { place, 0 }), .. new byte[18]];

    private static byte[] Pair(byte from, byte shape) => [from, 0, 0, 0, shape, 0, 0, 0];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Utf16(string text) => Encoding.Unicode.GetBytes(text);

    private static byte[] Pack(byte[] content, int flags)
    {
        if ((flags & 1) == 0)
        {
            return content;
        }
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }
        return packed.ToArray();
    }
}
