using System.Buffers.Binary;

namespace Preciso.Tests.World;

/// <summary>The little of a TrueType font that a PDF needs: which glyph a character has, and how wide it is.</summary>
public sealed class TrueTypeFont
{
    private readonly byte[] _data;
    private readonly Dictionary<int, int> _glyphs = [];
    private readonly int _unitsPerEm;
    private readonly int _widths;
    private readonly int _widthCount;

    private TrueTypeFont(byte[] data)
    {
        _data = data;
        _unitsPerEm = Word(Table("head") + 18);
        _widthCount = Word(Table("hhea") + 34);
        _widths = Table("hmtx");
        ReadGlyphs(Table("cmap"));
    }

    /// <summary>Nanum Gothic, which the installation brings: Korean and Latin.</summary>
    public static TrueTypeFont Nanum { get; } = new(File.ReadAllBytes("/usr/share/fonts/truetype/nanum/NanumGothic.ttf"));

    public ReadOnlySpan<byte> Data => _data;

    public int Glyph(char c) => _glyphs[c];

    /// <summary>In thousandths of the letter size.</summary>
    public double Advance(char c) => 1000.0 * Word(_widths + (4 * Math.Min(Glyph(c), _widthCount - 1))) / _unitsPerEm;

    public double Width(string text, double size) => text.Sum(Advance) * size / 1000;

    private int Table(string tag)
    {
        for (var i = 0; i < Word(4); i++)
        {
            var entry = 12 + (16 * i);
            if (_data.AsSpan(entry, 4).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(tag)))
            {
                return BinaryPrimitives.ReadInt32BigEndian(_data.AsSpan(entry + 8));
            }
        }
        throw new InvalidDataException($"The font has no table {tag}.");
    }

    // The table of format 4, which covers all that the tests write: segments of characters with their glyphs.
    private void ReadGlyphs(int cmap)
    {
        var subtable = Enumerable.Range(0, Word(cmap + 2))
            .Select(i => cmap + BinaryPrimitives.ReadInt32BigEndian(_data.AsSpan(cmap + 4 + (8 * i) + 4)))
            .First(at => Word(at) == 4);
        var segments = Word(subtable + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var end = subtable + 14 + (2 * i);
            var start = end + (2 * segments) + 2;
            var range = start + (4 * segments);
            for (var c = Word(start); c <= Word(end) && c != 0xFFFF; c++)
            {
                var glyph = Word(range) == 0 ? c : Word(range + Word(range) + (2 * (c - Word(start))));
                _glyphs[c] = (glyph + Word(start + (2 * segments))) & 0xFFFF;
            }
        }
    }

    private int Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));
}
