using System.Globalization;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>The sentence that says what was computed.</summary>
internal sealed class ComputedSentences(Outcome outcome, Spelling spelling, bool korean)
{
    private readonly Calculation _asked = outcome.Asked;

    public string Say() => _asked.Shape switch
    {
        AnswerShape.Value or AnswerShape.Sign => OfValue(),
        AnswerShape.Series => OfSeries(),
        _ => OfChange(),
    };

    public static string Undefined(Outcome outcome, Figure zero, bool korean)
    {
        var (name, period) = (outcome.Asked.Name, outcome.Periods[^1].Say(korean));
        return korean
            ? $"{period} {Topic(name)} 계산할 수 없습니다. {zero.Metric}{Hangul.Particle(zero.Metric, "이", "가")} 0입니다."
            : $"{Capital(name)} in {period} cannot be computed: {zero.Metric} is zero.";
    }

    /// <summary>Whose is the most of those that are compared.</summary>
    public static string Most(string company, string name, bool korean) => korean
        ? $"{Topic(name)} {company} 쪽이 가장 많습니다."
        : $"{Capital(name)} {Was(name)} the highest at {company}.";

    private string OfValue()
    {
        var (period, value) = (outcome.Periods[^1], spelling.Value(outcome.Values[^1]));
        var size = outcome.Values[^1].Value;
        var yes = _asked.Shape == AnswerShape.Sign ? YesOrNo(_asked.Rise ? size > 0 : size < 0) : "";
        var name = yes.Length > 0 ? _asked.Name : Capital(_asked.Name);
        var when = _asked is { Shape: AnswerShape.Value, Periods: [var first, _, ..] }
            ? $"over {first.Say(korean)} to {period.Say(korean)}"
            : $"in {period.Say(korean)}";
        return yes + (korean
            ? $"{period.Say(korean)} {Topic(_asked.Name)} {value}입니다."
            : $"{name} {when} {Was(_asked.Name)} {value}.");
    }

    private string OfSeries()
    {
        var parts = outcome.Periods.Zip(outcome.Values)
            .Select(part => korean
                ? $"{part.First.Say(korean)} {spelling.Value(part.Second)}"
                : $"{spelling.Value(part.Second)} in {part.First.Say(korean)}").ToList();
        return korean
            ? $"{Topic(_asked.Name)} {string.Join(", ", parts)}입니다."
            : $"{Capital(_asked.Name)} {Was(_asked.Name)} {string.Join(", ", parts[..^1])} and {parts[^1]}.";
    }

    private string OfChange()
    {
        var (before, after) = (outcome.Values[0].Value, outcome.Values[1].Value);
        var direction = after.CompareTo(before);
        var yes = _asked.Shape == AnswerShape.Direction ? YesOrNo(_asked.Rise ? direction > 0 : direction < 0) : "";
        var (first, last) = (spelling.Value(outcome.Values[0]), spelling.Value(outcome.Values[1]));
        var (earlier, later) = (outcome.Periods[0].Say(korean), outcome.Periods[1].Say(korean));
        var by = By(before, after);
        var name = yes.Length > 0 ? _asked.Name : Capital(_asked.Name);
        if (korean)
        {
            var how = direction == 0 ? "그대로입니다" : $"{by}{(direction > 0 ? " 늘었습니다" : " 줄었습니다")}";
            return $"{yes}{Topic(_asked.Name)} {earlier} {first}에서 {later} {last}{Direction(last)} {how}.";
        }
        return direction == 0
            ? $"{yes}{name} {Was(name)} {first} in {earlier} and in {later}."
            : $"{yes}{name} {(direction > 0 ? "rose" : "fell")} {by}, from {first} in {earlier} to {last} in {later}.";
    }

    /// <summary>Shares differ by points, all else by its share; from nothing or a loss by its size.</summary>
    private string By(decimal before, decimal after) =>
        _asked is { Kind: MeasureKind.Percent } ? spelling.Points(Math.Abs(after - before))
        : before > 0 ? spelling.Percent(Math.Abs(after - before) / before)
        : spelling.Value(new Computed(Math.Abs(after - before), "", [], null));

    private string YesOrNo(bool holds) => (holds, korean) switch
    {
        (true, true) => "네, ",
        (true, false) => "Yes: ",
        (false, true) => "아니요, ",
        _ => "No: ",
    };

    /// <summary>Inventories were, return on assets was.</summary>
    private static string Was(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var head = words.TakeWhile(word => word is not ("of" or "on" or "from" or "in" or "per" or "for" or "to")).LastOrDefault() ?? name;
        return head.EndsWith('s') && !head.EndsWith("ss", StringComparison.OrdinalIgnoreCase) ? "were" : "was";
    }

    private static string Capital(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];

    private static string Topic(string name) => name + Hangul.Particle(name, "은", "는");

    /// <summary>로 behind a vowel and ㄹ, 으로 behind other consonants.</summary>
    private static string Direction(string said) => said[^1] is '%' or '일' or '달' ? "로" : Hangul.Particle(said, "으로", "로");
}
