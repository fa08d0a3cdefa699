namespace Preciso.Reading.Fields.Formats;

/// <summary>
/// Letters that recognition takes digits for. They are read as digits between digits; what is printed stays as it was read.
/// </summary>
internal static class MisreadDigits
{
    private const string Letters = "OoQlI|S§B";
    private const string Meant = "000111558";
    private const string Separators = ".,-/";

    /// <summary>The text with such letters replaced, as long as before.</summary>
    public static string Mend(string text)
    {
        var mended = text.ToCharArray();
        for (var i = 0; i < mended.Length; i++)
        {
            if (Letters.IndexOf(mended[i], StringComparison.Ordinal) is >= 0 and var letter && IsInNumber(mended, i))
            {
                mended[i] = Meant[letter];
            }
        }
        return new string(mended);
    }

    // A digit, or a separator with a digit beyond it, stands before, and no other letter follows; or the other way round.
    private static bool IsInNumber(char[] text, int i) =>
        (Follows(text, i, -1) && (IsOpen(text, i + 1) || IsMisread(text, i + 1))) || (Follows(text, i, 1) && IsOpen(text, i - 1));

    private static bool Follows(char[] text, int i, int step) =>
        IsDigit(text, i + step)
            || (i + step >= 0 && i + step < text.Length && Separators.Contains(text[i + step]) && IsDigit(text, i + (2 * step)));

    private static bool IsOpen(char[] text, int i) => i < 0 || i >= text.Length || !char.IsLetter(text[i]);

    private static bool IsMisread(char[] text, int i) => Letters.Contains(text[i]);

    private static bool IsDigit(char[] text, int i) => i >= 0 && i < text.Length && char.IsAsciiDigit(text[i]);
}
