using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using Preciso.Reading.Archives;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sniffing;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Hwp;

/// <summary>Documents of Hancom's word processor since 2002 (HWP 5): records in packed streams of a compound file.</summary>
internal sealed class HwpFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    private const int MostSections = 10_000;

    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Hwp];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var stream = File.OpenRead(file.Path);
        var compound = new CompoundFile(stream);
        if (HwpHeader.Problem(compound) is { } problem)
        {
            throw ReadingException.Input(problem.Code, problem.Detail);
        }
        var budget = new UnpackBudget(Options);
        var isPacked = HwpHeader.IsCompressed(compound);
        using var info = Open(compound, "DocInfo", isPacked, budget) ?? throw OfficeFile.Damaged();
        var passages = new HwpPassages(new HwpStyles(HwpRecord.Read(info)));
        for (var n = 0; n < MostSections; n++)
        {
            using var section = Open(compound, $"Section{n.ToString(CultureInfo.InvariantCulture)}", isPacked, budget);
            if (section is null)
            {
                if (n == 0)
                {
                    throw OfficeFile.Damaged();
                }
                yield break;
            }
            foreach (var passage in HwpRecord.Read(section).SelectMany(passages.Read))
            {
                yield return passage;
            }
        }
    }

    private static Stream? Open(CompoundFile file, string name, bool isPacked, UnpackBudget budget)
    {
        if (file.Read(name) is not { } bytes)
        {
            return null;
        }
        var content = new MemoryStream(bytes);
        return budget.Limit(isPacked ? new DeflateStream(content, CompressionMode.Decompress) : content, bytes.Length);
    }
}
