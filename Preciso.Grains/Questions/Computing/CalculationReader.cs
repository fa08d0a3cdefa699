using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>Reads what a question wants computed, from its own definition, a measure's name or the name of a figure.</summary>
public sealed partial class CalculationReader(Lexicon lexicon, Measures measures)
{
    private static readonly string[] KoreanCounts = ["첫", "둘", "셋", "넷"];
    private static readonly string[] Counts = ["no", "one", "two", "three", "four", "five", "six"];

    private readonly FormulaReader _formulas = new(lexicon);

    /// <summary>Null where nothing is to be computed or looked up as a figure.</summary>
    public Calculation? Read(string question)
    {
        var text = question.Normalize(NormalizationForm.FormKC);
        if (AskedPeriods.Read(text) is not { } periods)
        {
            return null;
        }
        var (scale, decimals, percent) = (ScaleOf(text), Rounding(text), InPercent().IsMatch(text));
        if (Defined(text) is { } defined)
        {
            return Asked(defined, [.. periods.TakeLast(1)]) with { IsDefined = true };
        }
        if (SeveralYears(text) is { } average)
        {
            return Asked(average, periods) with { IsDefined = true };
        }
        var asksWhich = WhichCompany().IsMatch(text);
        var matter = WhichCompany().Replace(Matter(text), " ");
        if (asksWhich)
        {
            return FindName(matter) is { } compared && IsOf(compared, periods) ? Asked(compared, periods) with { AsksWhich = true } : null;
        }
        return !Explaining().IsMatch(matter) && FindName(matter) is { } named && IsOf(named, periods)
            ? Shaped(matter, Asked(named, periods))
            : null;

        Calculation Asked(Named what, IReadOnlyList<FiscalPeriod> of) => new(
            AnswerShape.Value, what.Name, what.Formula, what.Kind, of,
            new Wish(scale, decimals, percent || what.Kind == MeasureKind.Percent));
    }

    /// <summary>Without what is said about the answer, and without other names of the same.</summary>
    public static string Matter(string question) => Asides().Replace(question.Normalize(NormalizationForm.FormKC), " ");

    /// <summary>The same without the words for how it is asked: how much it rose.</summary>
    public static string Subject(string question) =>
        Asking().Replace(AskedPeriods.Without(WhichCompany().Replace(Matter(question), " ")), " ");

    /// <summary>"… is defined as: A / B.", "Define … as A divided by B."</summary>
    private Named? Defined(string text)
    {
        var match = Definition().Match(text);
        if (!match.Success || _formulas.Read(match.Groups["formula"].Value) is not { } formula || formula is Operand
            || !formula.Operands.Any())
        {
            return null;
        }
        var said = match.Groups["name"].Value.Trim();
        var named = FindName(text[..match.Index]) ?? FindName(said);
        return new Named(
            named?.Name ?? (said.Length > 0 ? said : match.Groups["formula"].Value.Trim()), formula,
            named?.Kind is { } known and not MeasureKind.Money ? known : KindOf(formula));
    }

    /// <summary>"the 3 year average of capex as a % of revenue from FY2016 to FY2018".</summary>
    private Named? SeveralYears(string text)
    {
        var years = Periods.Years(text);
        var match = AverageOverYears().Match(text);
        var what = match.Groups["what"].Value;
        if (!match.Success || years.Count == 0 || (_formulas.Read(what) ?? FindName(what)?.Formula) is not { } of)
        {
            return null;
        }
        var first = years.Count > 1 ? years[0] : years[0] - Count(match.Groups["count"].Value)!.Value + 1;
        var kind = KindOf(of) == MeasureKind.Times && Share().IsMatch(what) ? MeasureKind.Percent : KindOf(of);
        var all = Enumerable.Range(first, years[^1] - first + 1).Select(year => of.In(new(year)));
        return new Named(match.Value.Trim(), new Average([.. all]), kind);
    }

    /// <summary>Where the name of what is asked for stands in a normalized text; null where none does.</summary>
    public Range? PlaceOfName(string text) => FindName(text)?.Place;

    /// <summary>The longest name of a measure or of a figure in it; a figure is computed only where it is not printed.</summary>
    private Named? FindName(string text)
    {
        var placed = Terms.Place(text);
        var terms = placed.ConvertAll(term => term.Text);
        var measure = measures.Find(terms).MaxBy(match => match.Length);
        var concept = lexicon.Concepts(terms).Where(match => match.Value.ShownIn.Count > 0 && IsPrinted(match.Value))
            .MaxBy(match => match.Length);
        return measure is not null && measure.Length > (concept?.Length ?? 0)
            ? Found(measure.Start, measure.Length, measure.Value.Formula, measure.Value.Kind)
            : concept is not null ? Found(concept.Start, concept.Length, new Operand(concept.Value), MeasureKind.Money)
            : null;

        Named Found(int start, int length, Formula formula, MeasureKind kind)
        {
            var last = placed[start + length - 1];
            var place = placed[start].Start..(last.Start + last.Length);
            return new(text[place], formula, kind) { Place = place };
        }
    }

    /// <summary>Rows have it as such; an amount that is made of others may be a row as well.</summary>
    private bool IsPrinted(Concept concept) => concept.Parts.Count == 0 || measures.IsAmount(concept);

    /// <summary>Null for what is asked about it is no figure: whether it was paid.</summary>
    private static Calculation? Shaped(string text, Calculation named)
    {
        var asksWhether = Whether().IsMatch(text) && !HowMuch().IsMatch(text);
        if (asksWhether && SignWords().IsMatch(text))
        {
            return named with { Shape = AnswerShape.Sign, Rise = !Negative().IsMatch(text) };
        }
        var (rise, fall) = (RiseWords().IsMatch(text), FallWords().IsMatch(text));
        return asksWhether && (rise || fall) ? named with { Shape = AnswerShape.Direction, Rise = rise }
            : ChangeWords().IsMatch(text) || named.Periods.Count == 2 ? named with { Shape = AnswerShape.Change }
            : asksWhether ? null
            : named.Periods.Count > 2 ? named with { Shape = AnswerShape.Series }
            : named;
    }

    /// <summary>Days of payables and means of two years' ends say nothing of a quarter.</summary>
    private static bool IsOf(Named named, IReadOnlyList<FiscalPeriod> periods) =>
        periods.All(period => period.Part == PartOfYear.Whole)
        || (named.Kind != MeasureKind.Days && named.Formula.All().All(operand => operand.Offset == 0));

    private static MeasureKind KindOf(Formula formula) => formula switch
    {
        Operation { Sign: '/' } => MeasureKind.Times,
        Operation { Sign: '*', Left: Constant or Operation { Sign: '/' } } product => KindOf(product.Right),
        Operation { Left: Constant, Right: var right } => KindOf(right),
        Operation { Left: var left } => KindOf(left),
        Average { Of: [var first, ..] } => KindOf(first),
        _ => MeasureKind.Money,
    };

    private static int? Rounding(string text) =>
        Decimals().Match(text) is { Success: true } match ? Count(match.Groups["count"].Value) : Whole().IsMatch(text) ? 0 : null;

    private static int? Count(string word) =>
        int.TryParse(word, CultureInfo.InvariantCulture, out var digits) ? digits
        : Array.IndexOf(Counts, word.ToLowerInvariant()) is >= 0 and var index ? index
        : Array.IndexOf(KoreanCounts, word) is >= 0 and var place ? place + 1 : null;

    private static decimal? ScaleOf(string text) => Scale().Match(text).Groups["scale"].Value.ToLowerInvariant() switch
    {
        "thousand" or "thousands" or "천원" => 1_000,
        "million" or "millions" or "mn" or "백만원" => 1_000_000,
        "billion" or "billions" or "bn" or "십억원" => 1_000_000_000,
        "억원" => 100_000_000,
        "조원" => 1_000_000_000_000,
        "만원" => 10_000,
        _ => null,
    };

    [GeneratedRegex(
        @"(?<name>[\w\s&'()/-]{0,80}?)\s*\b(is|are)\s+(defined|calculated|computed)\s+as\s*:?\s*(?<formula>.+?)(\.\s|\.?$|\?|;)|\bdefine\s+(?<name>.+?)\s+as\s*:?\s*(?<formula>.+?)(\.\s|\.?$|\?|;)|(?<name>[\w\s]{0,40}?)(은|는|을|를)\s+(?<formula>[^.?]{3,120}?)(이?라고|으?로)\s*(정의|계산)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(
        @"\b(?<count>[1-9]|two|three|four|five)[\s-]years?\s+(average|mean)\s+(of\s+)?(the\s+)?(?<what>.+?)(?=\s+(from|between|for|over|in|ending)\s+(the\s+)?(FY|fiscal|19|20)|\s*\(|[?.,]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AverageOverYears();

    /// <summary>"If that is not a useful metric, then say so.", "(formerly known as …)"</summary>
    [GeneratedRegex(@"\bIf\s[^.?]*(not|n't)[^.?]*[.?]|\([^)]*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asides();

    [GeneratedRegex(@"\S*(늘|줄|증가|감소|증감|상승|하락|올랐|올라|내렸|개선|성장|악화)\S*|(얼마|전년|작년|비교|대비|몇)\S*", RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    [GeneratedRegex(
        @"(?:^|[.?!:,]\s*)\W*(?:in\s+)?(why|who|whom|where|which|when|list|explain|describe)\b|\b(segments?|purpose|nature|breakdown|by\s+(region|country|product))\b|왜|이유|누가|누구|어디|언제|어느|어떤|부문|사업부|별로|목록|설명|정의|구성", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Explaining();

    /// <summary>Of companies, not of their parts.</summary>
    [GeneratedRegex(
        @"\bwhich\s+(of\s+(the\s+)?(two|both|them|these)\s*)?(company|companies|firm|one)?\s*(has|had|have)\b|(가장|더)\s*\S{1,4}\s*(회사|기업|곳|쪽|데)\S*(\s*(어디|어느|누구)\S*)?|어느\s*(회사|기업|곳|쪽)\S*|둘\s*중\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WhichCompany();

    [GeneratedRegex(@"as\s+(a\s+)?(%|percent)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex(
        @"\b(USD|US\$|\$|KRW|EUR|dollars?)\s*\(?(in\s+)?(?<scale>thousands?|millions?|billions?|mn|bn)\b|\bin\s+(?<scale>thousands?|millions?|billions?)\b|(?<scale>천원|만원|백만원|십억원|억원|조원)\s*(단위|으로|로)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scale();

    [GeneratedRegex(
        @"\b(?<count>\d|no|one|two|three|four|five|six)\s+decimals?(\s+places?)?|소수점?\s*(아래\s*)?(?:이하\s*)?(?<count>\d|첫|둘|셋|넷)\s*(자리|째)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decimals();

    [GeneratedRegex(@"\b(nearest|whole)\s+(whole\s+)?(number|dollar|percent|integer|million|day)|정수로", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\bin\s+(units\s+of\s+)?percents?(age)?\b|\bpercent(age)?\s+change|\b(as\s+a\s+)?(%|percentage)\b|퍼센트|몇\s*%|%로", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InPercent();

    [GeneratedRegex(@"^\W*(has|have|had|did|does|do|is|are|was|were)\b|(했|었|였|았|났|한|인|은|는|됐|줄었|늘었)(나요|습니까|나|는가|는지|니|어요|어)\s*\??\s*$|[.:]\s*(has|have|did|does|is|are|was|were)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whether();

    [GeneratedRegex(@"\bhow\s+(much|many)\b|얼마|몇", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HowMuch();

    [GeneratedRegex(@"\b(positive|negative)\b|흑자|적자|양수|음수|플러스|마이너스", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignWords();

    [GeneratedRegex(@"\bnegative\b|적자|음수|마이너스", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negative();

    [GeneratedRegex(@"\b(increas|improv|gr[eo]w|ris(e|en|ing)|rose|higher|expand|went\s+up)|증가|늘|올랐|상승|개선|성장|좋아", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RiseWords();

    [GeneratedRegex(@"\b(decreas|declin|fell|fall|drop|lower|shr[iu]nk|worsen|went\s+down)|감소|줄|내렸|하락|나빠|악화", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FallWords();

    [GeneratedRegex(@"\byear[\s-]over[\s-]year|\byoy\b|\bgrowth\b|\b(percent(age)?\s+)?(change|increase|decrease)\s+(in|of)\b|\bhow\s+much\s+(did|has|have)\b.*\b(increase|decrease|decline|gr[eo]w|rise|rose|fall|fell|drop|improve)|증감률|증가율|성장률|증감|얼마나\s+(늘|줄|증가|감소)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ChangeWords();

    /// <param name="Name">In the question's own words.</param>
    private sealed record Named(string Name, Formula Formula, MeasureKind Kind)
    {
        public Range? Place { get; init; }
    }
}
