using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Preciso.Tests.World;

/// <summary>Draws A4 pages of Korean and English text and rules; the text can be copied out of the PDF, as in any office's.</summary>
/// <param name="shift">By how much the letters that are copied out are wrong: a letter for another one, a syllable for another one.</param>
public sealed class PdfCanvas(int shift = 0)
{
    public const double Width = 595;
    public const double Height = 842;

    private static readonly TrueTypeFont Font = TrueTypeFont.Nanum;

    private readonly List<StringBuilder> _pages = [new()];
    private readonly SortedSet<char> _used = [];

    /// <summary>The page that comes next, from 1.</summary>
    public int Pages => _pages.Count;

    public void NextPage() => _pages.Add(new StringBuilder());

    /// <param name="y">Of the baseline, from the top.</param>
    public void Text(double x, double y, double size, string text)
    {
        _used.UnionWith(text);
        var glyphs = string.Concat(text.Select(c => Font.Glyph(c).ToString("X4", CultureInfo.InvariantCulture)));
        _pages[^1].Append(CultureInfo.InvariantCulture, $"BT /F1 {size:0.##} Tf {x:0.##} {Height - y:0.##} Td <{glyphs}> Tj ET\n");
    }

    public void Rule(double x0, double y0, double x1, double y1) =>
        _pages[^1].Append(CultureInfo.InvariantCulture, $"0.6 w {x0:0.##} {Height - y0:0.##} m {x1:0.##} {Height - y1:0.##} l S\n");

    public byte[] ToPdf()
    {
        var objects = new List<byte[]> { Plain("<< /Type /Catalog /Pages 2 0 R >>"), Array.Empty<byte>() };
        AddFont(objects);
        var kids = new List<string>();
        foreach (var page in _pages)
        {
            objects.Add(Packed(Encoding.ASCII.GetBytes(page.ToString()), ""));
            objects.Add(
                Plain($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {objects.Count} 0 R /Resources << /Font << /F1 3 "
                    + $"0 R >> >> >>"));
            kids.Add($"{objects.Count} 0 R");
        }
        objects[1] = Plain($"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids)}] >>");
        return Pdf.Assemble(objects);
    }

    /// <summary>Objects 3 to 7: the font with its glyphs by number, their widths, and which character each is.</summary>
    private void AddFont(List<byte[]> objects)
    {
        var widths = string.Join(
            ' ', _used.Select(c => string.Create(CultureInfo.InvariantCulture, $"{Font.Glyph(c)} [{Font.Advance(c):0}]")));
        objects.Add(
            Plain("<< /Type /Font /Subtype /Type0 /BaseFont /NanumGothic /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R "
                + ">>"));
        objects.Add(
            Plain("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /NanumGothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                + "/Supplement 0 >> "
                + $"/FontDescriptor 5 0 R /CIDToGIDMap /Identity /W [{widths}] >>"));
        objects.Add(
            Plain("<< /Type /FontDescriptor /FontName /NanumGothic /Flags 4 /FontBBox [-100 -300 1100 1000] /ItalicAngle 0 /Ascent 850 "
                + "/Descent -250 /CapHeight 700 /StemV 80 /FontFile2 6 0 R >>"));
        objects.Add(Packed(Font.Data.ToArray(), $"/Length1 {Font.Data.Length} "));
        objects.Add(Packed(Encoding.ASCII.GetBytes(ToUnicode()), ""));
    }

    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n1 "
            + "begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var chunk in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var c in chunk)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{Font.Glyph(c):X4}> <{Copied(c):X4}>\n");
            }
            map.Append("endbfchar\n");
        }
        return map + "endcmap CMapName currentdict /CMap defineresource pop end end";
    }

    private int Copied(char c) => c switch
    {
        >= 'a' and <= 'z' => 'a' + ((c - 'a' + shift) % 26),
        >= 'A' and <= 'Z' => 'A' + ((c - 'A' + shift) % 26),
        >= '가' and <= '힣' => '가' + ((c - '가' + shift) % ('힣' - '가' + 1)),
        _ => c,
    };

    private static byte[] Packed(byte[] content, string entries)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(content);
        }
        return [.. Plain($"<< {entries}/Filter /FlateDecode /Length {packed.Length} >>\nstream\n"), .. packed.ToArray(),
            .. Plain("\nendstream")];
    }

    private static byte[] Plain(string text) => Encoding.Latin1.GetBytes(text);
}
