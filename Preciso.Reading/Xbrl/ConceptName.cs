using System.Text;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Xbrl;

/// <summary>Names of concepts as people would say them.</summary>
internal static partial class ConceptName
{
    public static string Local(string name) => name.Trim()[(name.Trim().IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>"us-gaap:NetIncomeLoss" is "Net Income Loss".</summary>
    public static string Words(string name) => Border().Replace(Local(name), " ").Replace('_', ' ');

    /// <summary>For looking up: letters and digits alone.</summary>
    public static string Key(string metric)
    {
        var key = new StringBuilder(metric.Length);
        foreach (var c in metric)
        {
            if (char.IsLetterOrDigit(c))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }
        return key.ToString();
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Border();
}
