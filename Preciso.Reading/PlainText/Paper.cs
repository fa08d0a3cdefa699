namespace Preciso.Reading.PlainText;

/// <summary>The paper that text without pages is laid out on: A4, in points.</summary>
internal static class Paper
{
    public const double Width = 595;
    public const double Height = 842;
    public const double Margin = 56;
    public const double Column = Width - (2 * Margin);
    public const double Bottom = Height - Margin;
    public const double FontSize = 10;
    public const double Leading = 1.4;
}
