using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Text that one operator shows, as far as it can be guessed without its font.</summary>
internal struct TextRun
{
    /// <summary>In the encodings that most fonts of Latin letters have.</summary>
    public const byte SoftHyphen = 0xAD;

    /// <summary>In ems: what a letter takes as a rule.</summary>
    private const double UsualLetter = 0.45;

    private int _bytes;
    private byte _first;
    private bool _hasSoftHyphen;
    private double _shift;

    /// <summary>In ems.</summary>
    public readonly double Width => Math.Max(0.1, ((IsOfTwoBytes ? _bytes / 2 : _bytes) * UsualLetter) + _shift);

    public readonly bool MayBeSoft => _hasSoftHyphen && !IsOfTwoBytes;

    /// <summary>No letter of one byte has so low a code: two bytes are one then.</summary>
    private readonly bool IsOfTwoBytes => _bytes > 1 && _first < ' ';

    public void Add(byte shown)
    {
        _first = _bytes++ == 0 ? shown : _first;
        _hasSoftHyphen |= shown == SoftHyphen;
    }

    public void Add(IToken token)
    {
        switch (token)
        {
            case NumericToken number:
                _shift -= number.Data / 1000;
                break;
            case HexToken hex:
                Add(hex.Bytes);
                break;
            case StringToken text:
                Add(text.GetBytes());
                break;
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var shown in bytes)
        {
            Add(shown);
        }
    }
}
