using System.Globalization;
using System.Text.RegularExpressions;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// Reads a formula as people write it: "365 * (average accounts payable between FY2016 and FY2017) / (FY2017 COGS + change in inventory)",
/// "total current assets divided by total current liabilities", "capex as a % of revenue", "A ÷ B".
/// </summary>
public sealed partial class FormulaReader(Lexicon lexicon)
{
    private const int DeepestNest = 16;
    private const int LongestFormula = 60;

    /// <summary>Null where the text is no formula.</summary>
    public Formula? Read(string text)
    {
        var tokens = Token().Matches(Spell(text)).Select(match => match.Value.Trim()).Where(token => token.Length > 0).ToList();
        if (tokens.Count is 0 or > LongestFormula)
        {
            return null;
        }
        var reading = new Reading(lexicon, tokens);
        var formula = reading.Sum(0);
        return reading.IsAtEnd ? formula : null;
    }

    /// <summary>What it speaks of, in its own words: all that stands between signs and is no number.</summary>
    public static IReadOnlyList<string> Names(string text) =>
        [.. Token().Matches(Spell(text)).Select(match => NameIn(match.Value.Trim()))
            .Where(name => name.Any(char.IsLetter))];

    private static string NameIn(string words) =>
        Around().Replace(AverageWord().Replace(ChangeWord().Replace(words, " "), " "), " ").Trim();

    /// <summary>Words for signs become signs.</summary>
    private static string Spell(string text)
    {
        text = AsShareOf().Replace(text, " / ");
        text = Divided().Replace(text, " / ");
        text = Times().Replace(text, " * ");
        text = Minus().Replace(text, " - ");
        return Plus().Replace(text, " + ");
    }

    private sealed class Reading(Lexicon lexicon, List<string> tokens)
    {
        private int _at;

        public bool IsAtEnd => _at == tokens.Count;

        private string? Next => IsAtEnd ? null : tokens[_at];

        public Formula? Sum(int depth) => Chain(depth, "+-", Product);

        private Formula? Product(int depth) => Chain(depth, "*/", Factor);

        private Formula? Chain(int depth, string signs, Func<int, Formula?> part)
        {
            var left = part(depth);
            while (left is not null && Next is [var sign] && signs.Contains(sign, StringComparison.Ordinal))
            {
                _at++;
                left = part(depth) is { } right ? new Operation(sign, left, right) : null;
            }
            return left;
        }

        private Formula? Factor(int depth)
        {
            if (depth > DeepestNest || Next is null)
            {
                return null;
            }
            if (Next == "(")
            {
                _at++;
                var inner = Sum(depth + 1);
                if (Next != ")")
                {
                    return null;
                }
                _at++;
                return inner;
            }
            var words = tokens[_at++];
            return decimal.TryParse(words, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? new Constant(number)
                : OfWords(words, depth);
        }

        private Formula? OfWords(string words, int depth)
        {
            var isOfNext = Next == "(" && string.IsNullOrWhiteSpace(AverageWord().Replace(words + " ", ""));
            return !isOfNext ? One(words) : Factor(depth + 1) is Operand inner ? Spread(inner, []) : null;
        }

        private Formula? One(string words)
        {
            var years = Periods.Years(words);
            var isAverage = AverageWord().IsMatch(words);
            var isChange = ChangeWord().IsMatch(words);
            var name = NameIn(words);
            if (name.Length == 0 || Terms.Cut(name).Count == 0)
            {
                return null;
            }
            var operand = new Operand(ConceptOf(name), years is [var only] ? new(only) : null);
            return isAverage ? Spread(operand, years)
                : isChange ? Change(operand, years)
                : years.Count < 2 ? operand : null;
        }

        /// <summary>What the lexicon knows, else what the question's own words name.</summary>
        private Concept ConceptOf(string name)
        {
            var terms = Terms.Cut(name);
            var known = lexicon.Concepts(terms).MaxBy(match => match.Length);
            return known is not null ? known.Value : new Concept(name, [terms], [], []);
        }

        private static Average Spread(Operand operand, IReadOnlyList<int> years) => years.Count >= 2
            ? new([.. Enumerable.Range(years[0], years[^1] - years[0] + 1).Select(year => operand with { Period = new(year) })])
            : new([operand with { Offset = -1 }, operand]);

        private static Operation Change(Operand operand, IReadOnlyList<int> years) => years.Count >= 2
            ? new('-', operand with { Period = new(years[^1]) }, operand with { Period = new(years[0]) })
            : new('-', operand, operand with { Offset = -1 });
    }

    /// <summary>Signs, and what stands between them. A hyphen within a word is no minus.</summary>
    [GeneratedRegex(@"[()+*/]|(?<=[\s)])-(?=[\s(])|(?:(?![()+*/]|(?<=[\s)])-(?=[\s(])).)+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+(as\s+(a\s+)?(%|percent(age)?|share)\s+of|대비)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AsShareOf();

    [GeneratedRegex(@"\s+(divided\s+by|over)\s+|÷|(을|를)?\s*나누기\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Divided();

    [GeneratedRegex(@"\s+(times|multiplied\s+by|x)\s+|×|\s+곱하기\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    [GeneratedRegex(@"\s+(minus|less)\s+|\s+빼기\s+|−", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Minus();

    [GeneratedRegex(@"\s+plus\s+|\s+더하기\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plus();

    [GeneratedRegex(@"^\s*(the\s+)?(two[\s-]year\s+)?(average|mean|평균)\s*(of\s+)?(the\s+)?|\s*평균\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AverageWord();

    [GeneratedRegex(@"^\s*(the\s+)?(change|increase)\s+in\s+(the\s+)?|\s*(증감|증가)액?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ChangeWord();

    /// <summary>Periods, and the words that join them to the name.</summary>
    [GeneratedRegex(
        @"\b(between|from|for|in|of|at|during|as\s+of|the|year\s+ended?|fiscal(\s+year)?)?\s*(FY\s?['’]?)?(19|20)\d\d\s*년?(도)?(\s*(and|to|-|–|~)\s*(FY\s?['’]?)?(19|20)\d\d\s*년?(도)?)?(\s+(year[\s-]end|end))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Around();
}
