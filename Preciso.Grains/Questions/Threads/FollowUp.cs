using System.Text;
using System.Text.RegularExpressions;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Threads;

/// <summary>
/// Makes a question that leans on the one before it stand alone: "and in 2022?", "그럼 영업이익은?", "왜?". Only what it replaces is another,
/// and what it would have to guess stays as it was asked.
/// </summary>
public sealed partial class FollowUp(Planner planner, CalculationReader reader)
{
    /// <summary>A name alone asks nothing, in so few words.</summary>
    private const int FewWords = 2;
    private const int LongestReason = 40;

    /// <param name="before">The question before it, as it was understood; null for the first.</param>
    /// <returns>The same question where it stands alone.</returns>
    public string Resolve(string question, string? before)
    {
        if (string.IsNullOrWhiteSpace(before))
        {
            return question;
        }
        var (asked, earlier) = (question.Normalize(NormalizationForm.FormKC).Trim(), before.Normalize(NormalizationForm.FormKC).Trim());
        var matter = Lead().Replace(asked, "");
        var isLed = matter.Length < asked.Length;
        if (matter.Length <= LongestReason && Reason().IsMatch(matter))
        {
            return $"{earlier} {(matter.Any(Terms.IsBigramScript) ? "왜?" : "Why?")}";
        }
        var (years, parts) = (Year().Matches(matter), AskedPeriods.Parts(matter));
        var name = reader.PlaceOfName(matter);
        if ((name is null && years.Count + parts.Count == 0) || SaysMore(matter, name))
        {
            return question;
        }
        var words = matter.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (!isLed && name is not null && (years.Count + parts.Count > 0 || words > FewWords))
        {
            return question; // it asks for a figure of a time, whoever's
        }
        var resolved = earlier;
        if (name is { } place)
        {
            if (reader.PlaceOfName(earlier) is not { } old)
            {
                return question;
            }
            resolved = Put(resolved, old, matter[place]);
        }
        resolved = parts.Count > 0 ? Replace(resolved, AskedPeriods.Parts(resolved), parts[0].Value) : resolved;
        return years.Count > 0 ? Replace(resolved, Year().Matches(resolved), years[0].Value) : resolved;
    }

    /// <summary>Beside a name and a time: then it is a question of its own.</summary>
    private bool SaysMore(string matter, Range? name)
    {
        var rest = name is { } place ? matter[..place.Start] + " " + Particle().Replace(matter[place.End..], "") : matter;
        var plan = planner.Plan(AskedPeriods.Without(Year().Replace(rest, " ")));
        return plan.KeyWords.Count > 0 || plan.Names.Count > 0;
    }

    /// <summary>With the particle behind it that fits.</summary>
    private static string Put(string text, Range old, string name)
    {
        var (before, after) = (text[..old.Start], text[old.End..]);
        foreach (var (consonant, vowel) in new[] { ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와") })
        {
            if (after.StartsWith(consonant, StringComparison.Ordinal) || after.StartsWith(vowel, StringComparison.Ordinal))
            {
                return before + name + Hangul.Particle(name, consonant, vowel) + after[1..];
            }
        }
        return before + name + after;
    }

    private static string Replace(string text, IReadOnlyList<Match> old, string by) => old.Count > 0
        ? text[..old[0].Index] + by + text[(old[0].Index + old[0].Length)..]
        : text.Any(Terms.IsBigramScript) ? $"{by} {text}" : $"{text.TrimEnd('?', ' ')} in {by}?";

    [GeneratedRegex(@"^\s*((and|so|then|ok|what\s+about|how\s+about|what\s+of)\b|그럼|그러면|그렇다면|그리고|그런데|근데)[\s,]*((about|for|in|of)\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"^\s*(why(\s+(is|was|did)\s+(that|this|it)(\s+so)?)?|왜(\s*(그래|그런가요|그런가|그렇죠|그런|그렇|요))?\S{0,3}|이유는|이유가\s*뭐\S*)\s*[?？.!]*\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?<![\d,.])(FY\s?)?(19|20)\d\d(?![\d,.]\d)\s*(년도|년)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(은|는|이|가|을|를|도)(?=\W|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Particle();
}
