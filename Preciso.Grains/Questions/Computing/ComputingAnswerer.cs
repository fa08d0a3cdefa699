using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;

namespace Preciso.Grains.Questions.Computing;

/// <summary>Answers from figures where a question asks for one, or for what is computed from some.</summary>
internal sealed class ComputingAnswerer(Planner planner, CalculationReader reader, Measures measures)
{
    private readonly ComputedAnswers _answers = new(measures);

    /// <param name="connection">In a transaction, with preciso.tenant set to the caller's.</param>
    /// <param name="found">The passages that may answer, best first.</param>
    /// <param name="isAllowed">They do answer; else only a document that the question names does.</param>
    /// <returns>Null where nothing is to be computed, or a figure for it is missing.</returns>
    public async Task<ExtractedAnswer?> Answer(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan, IReadOnlyList<Ranked> found, bool isAllowed,
        CancellationToken cancel)
    {
        var names = Names(question, plan);
        if ((!isAllowed && names.Count == 0) || reader.Read(question) is not { } calculation)
        {
            return null;
        }
        var documents = Documents(names, found, isAllowed);
        var others = calculation.IsDefined ? null : new OtherMatter(planner.Plan(CalculationReader.Subject(question)), calculation, names);
        var pages = found.Select(ranked => (ranked.Candidate.DocumentId, ranked.Candidate.Page)).ToHashSet();
        var figures = await Figures.Load(connection, caller, documents.Keys, measures.Needed(calculation.Formula), pages, cancel);
        var korean = question.Any(c => c is >= '가' and <= '힣');
        var answers = documents.Where(document => others?.IsIn(document.Value) != true)
            .Select(document => _answers.Answer(calculation, figures.In(document.Key), korean)).OfType<ExtractedAnswer>();
        if ((names.Count > 0 ? answers.FirstOrDefault() : Agreed([.. answers])) is not { } answer)
        {
            return null;
        }
        var matches = new Matches(plan);
        return answer with { Evidence = [.. answer.Evidence.Select(piece => piece with { Matches = matches.Find(piece.Snippet) })] };
    }

    /// <summary>Nobody's figures are meant where nobody is named and several have some.</summary>
    private static ExtractedAnswer? Agreed(List<ExtractedAnswer> answers) =>
        answers.Select(answer => answer.Text).Distinct().Count() == 1 ? answers[0] : null;

    /// <summary>A name in Latin letters at the beginning is told from the other words by the Korean ones behind it.</summary>
    private static HashSet<string> Names(string question, QuestionPlan plan)
    {
        var first = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var isName = question.Any(Terms.IsBigramScript) && first.Length > 0 && char.IsAsciiLetterUpper(first[0]);
        return [.. plan.Names, .. isName ? Terms.Cut(first).Where(term => !Terms.IsBigramScript(term[0])) : []];
    }

    /// <summary>Those that are meant, the likeliest first, with their names.</summary>
    private static OrderedDictionary<Guid, string> Documents(HashSet<string> names, IReadOnlyList<Ranked> found, bool isAllowed)
    {
        var documents = new OrderedDictionary<Guid, string>();
        foreach (var candidate in found.Select(ranked => ranked.Candidate))
        {
            if (isAllowed ? names.Count == 0 || names.Any(candidate.Names.Contains) : names.All(candidate.Names.Contains))
            {
                documents.TryAdd(candidate.DocumentId, candidate.Filename);
            }
        }
        return documents;
    }
}
