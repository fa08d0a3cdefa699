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
internal sealed class Suggestions(Vocabularies vocabularies, Retrieval retrieval)
{
    private const int Most = 3;
    private const int MostFigures = 5;
    private const int MostTried = 9;

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
        var vocabulary = await vocabularies.Find(connection, caller.TenantId, given.Measures);
        var question = JsonSerializer.Deserialize<AskQuestion>(given.Args, PrecisoJson.Options)!;
        // In the documents that the answer stands on first: that costs little.
        Restriction[] within = [new(given.Documents), Restriction.Read(question)];
        foreach (var next in (await Candidates(connection, caller, given, vocabulary)).Take(MostTried))
        {
            var resolved = next with { Words = vocabulary.FollowUp.Resolve(next.Words, given.Asked) };
            if (found.Count < Most && !found.Contains(next.Words) && !given.Before.Contains(next.Words)
                && await Answers(connection, caller, resolved, vocabulary, within, question.TopK, cancel))
            {
                found.Add(next.Words);
            }
        }
        return found;
    }

    private static async Task<IEnumerable<NextQuestion>> Candidates(
        NpgsqlConnection connection, Caller caller, Given given, Vocabulary vocabulary)
    {
        var examples = await connection.QueryAsync<ExampleQuestion>(
            ThreadQueries.ExamplesSql, new { caller.TenantId, caller.UserId, most = Most, only = given.Documents });
        var others = examples.Select(example => new NextQuestion(Words(example, given.IsKorean), IsComputed: false));
        return vocabulary.Reader.Read(given.Asked) is not { } calculation ? others
            : Years(given.Asked, vocabulary.FollowUp).Concat(Figures(calculation, given, vocabulary).Take(MostFigures))
                .Select(words => new NextQuestion(words, IsComputed: true)).Concat(others);
    }

    /// <summary>The year before and the one after; what asks for none, or for several, is asked of no other.</summary>
    private static IEnumerable<string> Years(string asked, FollowUp followUp) => Periods.Years(asked) is [var year]
        ? new[] { year - 1, year + 1 }.Select(other => Resolved(other.ToString(CultureInfo.InvariantCulture), asked, followUp))
            .OfType<string>()
        : [];

    /// <summary>Others of the statement that shows what was asked for, what is made of it first.</summary>
    private static IEnumerable<string> Figures(Calculation calculation, Given given, Vocabulary vocabulary)
    {
        var concepts = calculation.Formula.Operands.Select(operand => operand.Concept).ToList();
        return concepts.SelectMany(concept => concept.ShownIn).Distinct().SelectMany(vocabulary.Lexicon.ShownIn).Distinct()
            .Where(other => !concepts.Contains(other)).OrderByDescending(other => other.Parts.Intersect(concepts).Any())
            .Select(other => Resolved(other.Named(given.IsKorean), given.Asked, vocabulary.FollowUp)).OfType<string>();
    }

    private static string? Resolved(string other, string asked, FollowUp followUp) =>
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
        NpgsqlConnection connection, Caller caller, NextQuestion next, Vocabulary vocabulary, Restriction[] within, int top,
        CancellationToken cancel)
    {
        var plan = vocabulary.Planner.Plan(next.Words);
        foreach (var restriction in within)
        {
            var ranked = await retrieval.FindBest(connection, caller, next.Words, plan, restriction, top, cancel);
            var quoted = Answerer.Extract(plan, ranked);
            var answer = await vocabulary.Computing.Answer(connection, caller, next.Words, plan, ranked, quoted, cancel);
            if (next.IsComputed ? answer.Derivation.Count == 0 : answer is { Evidence.Count: 0 } or { Missing.Count: > 0 })
            {
                return false;
            }
        }
        return true;
    }

    /// <param name="IsComputed">It asks for a figure: what is merely quoted does not answer it.</param>
    private sealed record NextQuestion(string Words, bool IsComputed);

    /// <summary>As suggestible.sql has it.</summary>
    private sealed class Given
    {
        public required string Asked { get; init; }
        public required string Args { get; init; }
        public required Guid[] Documents { get; init; }
        public required string[] Before { get; init; }
        public required int Measures { get; init; }

        public bool IsKorean => Hangul.IsIn(Asked);
    }
}
