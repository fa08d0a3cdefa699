using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Sheets;

/// <summary>A piece of a format: what is printed as it is, or a mark that stands for something.</summary>
internal readonly record struct FormatToken(char Mark, string? Literal);

/// <summary>The part of a number format that is for a number of this sign.</summary>
/// <param name="HasOwnSign">It says itself how negative numbers look.</param>
internal sealed partial record FormatSection(string Code, IReadOnlyList<FormatToken> Tokens, bool HasOwnSign)
{
    /// <summary>Any of these outside of quotes makes a date of a number.</summary>
    private const string DateMarks = "yYmMdDhHsSaAτμσ";

    /// <summary>The marks of [h], [m] and [s], whatever number of days they are of.</summary>
    private const string ElapsedMarks = "hτmμsσ";

    public bool IsGeneral { get; } = Code.Contains("General", StringComparison.OrdinalIgnoreCase) || Code.Trim() is "" or "@";

    public bool IsDate { get; } = !Code.Contains("General", StringComparison.OrdinalIgnoreCase)
        && Tokens.Any(token => token.Literal is null && DateMarks.Contains(token.Mark));

    public bool IsKorean { get; } = Code.Contains("-412]", StringComparison.OrdinalIgnoreCase);

    public bool IsFraction { get; } = Tokens.Any(token => token is { Literal: null, Mark: '/' })
        && Tokens.Any(token => token is { Literal: null, Mark: '?' or '#' });

    public static FormatSection Choose(string format, double number)
    {
        var sections = Split(format);
        var conditions = sections.Select(section => Condition().Match(section)).ToList();
        int chosen;
        if (conditions.Exists(condition => condition.Success))
        {
            chosen = conditions.FindIndex(condition => !condition.Success || Holds(condition, number));
            chosen = chosen < 0 ? sections.Count - 1 : chosen;
        }
        else
        {
            chosen = number < 0 && sections.Count > 1 ? 1 : number == 0 && sections.Count > 2 ? 2 : 0;
        }
        return new FormatSection(sections[chosen], Read(sections[chosen]), HasOwnSign: chosen == 1 && number < 0);
    }

    private static List<string> Split(string format)
    {
        var sections = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < format.Length; i++)
        {
            quoted ^= format[i] == '"';
            if (format[i] == '\\' && !quoted)
            {
                i++;
            }
            else if (format[i] == ';' && !quoted)
            {
                sections.Add(format[start..i]);
                start = i + 1;
            }
        }
        return [.. sections, format[start..]];
    }

    private static bool Holds(Match condition, double number)
    {
        var limit = double.Parse(condition.Groups["limit"].Value, CultureInfo.InvariantCulture);
        return condition.Groups["than"].Value switch
        {
            "<" => number < limit,
            "<=" => number <= limit,
            ">" => number > limit,
            ">=" => number >= limit,
            "<>" => number != limit,
            _ => number == limit,
        };
    }

    private static List<FormatToken> Read(string code)
    {
        var tokens = new List<FormatToken>();
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    var end = code.IndexOf('"', i + 1) is var close and >= 0 ? close : code.Length;
                    tokens.Add(new FormatToken('"', code[(i + 1)..end]));
                    i = end;
                    break;
                case '\\' when i + 1 < code.Length:
                    tokens.Add(new FormatToken('"', code[++i].ToString()));
                    break;
                case '_' when i + 1 < code.Length: // the room of a character
                    i++;
                    tokens.Add(new FormatToken('"', " "));
                    break;
                case '*' when i + 1 < code.Length: // fills the cell
                    i++;
                    break;
                case '[':
                    var bracket = code.IndexOf(']', i) is var shut and >= 0 ? shut : code.Length - 1;
                    tokens.AddRange(Bracket(code[i..(bracket + 1)]));
                    i = bracket;
                    break;
                default:
                    tokens.Add(new FormatToken(code[i], null));
                    break;
            }
        }
        return tokens;
    }

    /// <summary>[$₩-412] is a currency, [hh] are hours beyond the day; colours and conditions print nothing.</summary>
    private static IEnumerable<FormatToken> Bracket(string bracket)
    {
        if (bracket.StartsWith("[$", StringComparison.Ordinal))
        {
            var symbol = bracket[2..^1].Split('-')[0];
            return symbol.Length > 0 ? [new FormatToken('"', symbol)] : [];
        }
        return Elapsed().IsMatch(bracket)
            ? [new FormatToken(ElapsedMarks[ElapsedMarks.IndexOf(char.ToLowerInvariant(bracket[1]), StringComparison.Ordinal) + 1], null)]
            : [];
    }

    [GeneratedRegex(@"\[(?<than><=|>=|<>|<|>|=)(?<limit>-?\d+(\.\d+)?)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^\[(h+|m+|s+)\]$", RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();
}
