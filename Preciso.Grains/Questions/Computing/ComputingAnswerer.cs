using System.Text.RegularExpressions;
using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;

namespace Preciso.Grains.Questions.Computing;

/// <summary>Answers from figures where a question asks for one, or for what is computed from some.</summary>
internal sealed partial class ComputingAnswerer(Planner planner, CalculationReader reader, Measures measures)
{
    private readonly Worksheet _worksheet = new(measures);

    /// <param name="connection">In a transaction, with preciso.tenant set to the caller's.</param>
    /// <param name="found">The passages that may answer, best first.</param>
    /// <param name="quoted">What they say themselves; where that is no answer, only a document that the question names gives one.</param>
    public async Task<ExtractedAnswer> Answer(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan, IReadOnlyList<Ranked> found, ExtractedAnswer quoted,
        CancellationToken cancel)
    {
        var isAllowed = quoted.Evidence.Count > 0;
        var asked = new AskedDocuments(question, plan, found, isAllowed);
        var korean = Hangul.IsIn(question);
        if ((!isAllowed && asked.Names.Count == 0) || reader.Read(question) is not { } calculation)
        {
            return await FactLookup.Answer(connection, caller, question, plan, found, korean, cancel) ?? quoted;
        }
        if (asked.Companies.Count > 1 && calculation.Shape == AnswerShape.Direction && WhichOfThem().IsMatch(question))
        {
            calculation = calculation with { Shape = AnswerShape.Value };
        }
        if (calculation.AsksWhich && asked.Companies.Count < 2)
        {
            return quoted;
        }
        var subject = planner.Plan(CalculationReader.Subject(question));
        var pages = found.Select(ranked => (ranked.Candidate.DocumentId, ranked.Candidate.Page)).ToHashSet();
        var figures = await Figures.Load(connection, caller, asked.Documents, measures.Needed(calculation.Formula), pages, cancel);
        var answers = new ComputedAnswers(korean);
        var spoken = new SpokenYears(asked, found, quoted);
        var answer = asked.Companies.Count > 1
            ? Compare(answers, [.. asked.Companies.Select(company => (company.Name, Work(company.Documents, company.Names)))])
            : Choose(answers, Work(asked.Documents, asked.Names), asked.Names.Count > 0, quoted, spoken);
        if (answer is not { Derivation.Count: > 0 })
        {
            return answer ?? await FactLookup.Answer(connection, caller, question, plan, found, korean, cancel) ?? quoted;
        }
        var matches = new Matches(plan);
        return answer with { Evidence = [.. answer.Evidence.Select(piece => piece with { Matches = matches.Find(piece.Snippet) })] };

        List<Outcome> Work(IEnumerable<Guid> documents, HashSet<string> names)
        {
            var other = calculation.IsDefined ? null : new OtherMatter(subject, calculation, asked.Names, names);
            return [.. documents.Where(document => other?.IsIn(name => asked.IsCalled(document, name)) != true)
                .Select(document => _worksheet.Work(calculation, figures.In(document)))];
        }
    }

    /// <summary>Null where one of them has no such figure.</summary>
    private static ExtractedAnswer? Compare(ComputedAnswers answers, List<(string Name, List<Outcome> Worked)> companies) =>
        companies.TrueForAll(company => company.Worked.Exists(outcome => outcome.IsWhole))
            ? answers.Compared([.. companies.Select(company => (company.Name, Newest(company.Worked)))])
            : null;

    /// <summary>Where several documents have it, the newest filing says what holds; nobody's is meant where nobody is named.</summary>
    private static ExtractedAnswer? Choose(
        ComputedAnswers answers, List<Outcome> worked, bool isNamed, ExtractedAnswer quoted, SpokenYears spoken)
    {
        var whole = worked.FindAll(outcome => outcome.IsWhole);
        if (whole.Count == 0)
        {
            return worked.Find(outcome => outcome.IsOfOtherTimes || outcome.IsShort) is not { } lacking ? null
                : spoken.Has(lacking.Asked.Periods) ? lacking.IsShort ? quoted with { Missing = answers.MissingOf(lacking) } : null
                : ExtractedAnswer.None with { Missing = answers.MissingOf(lacking) };
        }
        var first = isNamed ? Newest(whole) : whole[0];
        var others = whole.FindAll(outcome => outcome != first);
        return others.TrueForAll(first.IsSameAs) ? answers.Answer(first)
            : isNamed ? answers.Disagreeing(first, Differing(first, others))
            : answers.Each([first, .. Differing(first, others)]);
    }

    private static IEnumerable<Outcome> Differing(Outcome first, IEnumerable<Outcome> others)
    {
        var said = new List<Outcome> { first };
        foreach (var other in others.Where(other => !said.Exists(other.IsSameAs)))
        {
            said.Add(other);
            yield return other;
        }
    }

    /// <summary>Higher than the other's, not than before.</summary>
    [GeneratedRegex(@"\b(or|than|versus|vs)\b|중|보다", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WhichOfThem();

    /// <summary>Of those that are as new, the one found first.</summary>
    private static Outcome Newest(IEnumerable<Outcome> worked) =>
        worked.Where(outcome => outcome.IsWhole).OrderByDescending(outcome => outcome.LastYear).First();
}
