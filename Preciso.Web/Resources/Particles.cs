using System.Text.RegularExpressions;

namespace Preciso.Web.Resources;

/// <summary>
/// Korean particles depend on the sound before them, which a text with a place for a name cannot know: written as 은(는),
/// 이(가), 을(를), 와(과), and chosen here. After letters that are not Korean both stay.
/// </summary>
public static partial class Particles
{
    private const string ClosedDigits = "013678";

    public static string Fit(string text) => Open().Replace(text, match =>
    {
        var (closed, open) = match.Groups[3].Value switch
        {
            "은(는)" => ("은", "는"),
            "이(가)" => ("이", "가"),
            "을(를)" => ("을", "를"),
            _ => ("과", "와"),
        };
        return match.Groups[1].Value + match.Groups[2].Value + (EndsClosed(match.Groups[1].Value[0]) ? closed : open);
    });

    private static bool EndsClosed(char letter) => char.IsAsciiDigit(letter) ? ClosedDigits.Contains(letter) : (letter - '가') % 28 != 0;

    [GeneratedRegex(@"([가-힣0-9])([’”)\]]*)(은\(는\)|이\(가\)|을\(를\)|와\(과\))", RegexOptions.CultureInvariant)]
    private static partial Regex Open();
}
