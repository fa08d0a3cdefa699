using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>
/// What may be asked after an answer: the same of another year, another figure of the same statement, another matter of the same document.
/// Each is tried as its reader would ask it: what would be met with "I do not know" is not offered.
/// </summary>
internal sealed class Suggestions(
    Planner planner, Retrieval retrieval, ComputingAnswerer computing, CalculationReader reader, Lexicon lexicon, FollowUp followUp)
{
    private const int Most = 3;
    private const int MostTried = 8;

    private static readonly string Sql = Embedded.Text("suggestible.sql");

    /// <param name="connection">In a transaction, with preciso.tenant set to the caller's.</param>
    public async Task<IReadOnlyList<string>> Find(NpgsqlConnection connection, Caller caller, Guid jobId, CancellationToken cancel)
    {
        var given = await connection.QuerySingleOrDefaultAsync<Given>(Sql, new { caller.TenantId, caller.UserId, jobId })
            ?? throw ProblemException.NotFound("answer");
        var found = new List<string>();
        if (given.Documents.Length == 0)
        {
            return found;
        }
        var question = JsonSerializer.Deserialize<AskQuestion>(given.Args, PrecisoJson.Options)!;
        foreach (var (words, isComputed) in (await Candidates(connection, caller, given)).Take(MostTried))
        {
            if (found.Count < Most && !found.Contains(words) && !given.Before.Contains(words)
                && await Answers(connection, caller, question, followUp.Resolve(words, given.Asked), isComputed, cancel))
            {
                found.Add(words);
            }
        }
        return found;
    }

    private async Task<IEnumerable<(string Words, bool IsComputed)>> Candidates(NpgsqlConnection connection, Caller caller, Given given)
    {
        var examples = await connection.QueryAsync<ExampleQuestion>(
            ThreadQueries.ExamplesSql, new { caller.TenantId, caller.UserId, most = Most, only = given.Documents });
        var others = examples.Select(example => (Words(example, given.IsKorean), false));
        return reader.Read(given.Asked) is not { } calculation ? others
            : Years(given.Asked).Concat(Figures(calculation, given)).Select(words => (words, true)).Concat(others);
    }

    /// <summary>The year before and the one after; what asks for none, or for several, is asked of no other.</summary>
    private IEnumerable<string> Years(string asked) => Periods.Years(asked) is [var year]
        ? new[] { year - 1, year + 1 }.Select(other => Resolved(other.ToString(CultureInfo.InvariantCulture), asked)).OfType<string>()
        : [];

    /// <summary>Others of the statement that shows what was asked for.</summary>
    private IEnumerable<string> Figures(Calculation calculation, Given given)
    {
        var concepts = calculation.Formula.Operands.Select(operand => operand.Concept).ToList();
        return concepts.SelectMany(concept => concept.ShownIn).Distinct().SelectMany(lexicon.ShownIn).Distinct()
            .Where(other => other.Parts.Count == 0 && !concepts.Contains(other))
            .Select(other => Resolved(other.Named(given.IsKorean), given.Asked)).OfType<string>();
    }

    private string? Resolved(string other, string asked) =>
        followUp.Resolve($"and {other}?", asked) is var resolved && resolved != $"and {other}?" && resolved != asked ? resolved : null;

    private static string Words(ExampleQuestion example, bool korean)
    {
        var what = korean ? $"{example.Period} {example.Subject}".Trim()
            : example.Period is { } period ? $"{example.Subject} in {period}" : example.Subject;
        return (example.IsFigure, korean) switch
        {
            (true, true) => $"{what}{Hangul.Particle(what, "은", "는")} 얼마인가요?",
            (true, false) => $"What is {what}?",
            (false, true) => $"‘{what}’에 대해 알려주세요.",
            _ => $"What does it say about “{what}”?",
        };
    }

    private async Task<bool> Answers(
        NpgsqlConnection connection, Caller caller, AskQuestion question, string words, bool isComputed, CancellationToken cancel)
    {
        var plan = planner.Plan(words);
        var candidates = await retrieval.Find(connection, caller, words, plan, Restriction.Read(question), cancel);
        var ranked = Ranking.Rank(plan, candidates, question.TopK);
        var answer = await computing.Answer(connection, caller, words, plan, ranked, Answerer.Extract(plan, ranked), cancel);
        return isComputed ? answer.Derivation.Count > 0 : answer is { Evidence.Count: > 0, Missing.Count: 0 };
    }

    private sealed record Given(string Asked, string Args, Guid[] Documents, string[] Before)
    {
        public bool IsKorean => Asked.Any(c => c is >= '가' and <= '힣');
    }
}
