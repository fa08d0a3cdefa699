namespace Preciso.Reading.Facts.Numbers;

/// <summary>What parts the decimals from the whole: 1,234.5 or 1.234,5.</summary>
public enum DecimalMark
{
    /// <summary>Nothing has said so: 1.234 is a number without a value.</summary>
    Unsaid,
    Point,
    Comma,

    /// <summary>Both have been seen, so that what can be read in two ways is not read at all.</summary>
    Either,
}
