using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.AI;
using Npgsql;
using Pgvector;
using Preciso.Documents;
using Preciso.Grains.Questions.Embedders;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>
/// Finds the passages that may answer among those that the caller may read: lists.sql gives the posting lists of the question's terms,
/// which are scored here, and passages.sql the best of them with those that are near by their vectors.
/// </summary>
public sealed class Retrieval(IEmbeddingGenerator<string, Embedding<float>> embedder)
{
    private const int Likely = 120;
    private const int Near = 40;

    /// <summary>So many passages are scored by their words, and so many compared by their vectors, before an index has to choose.</summary>
    private const int Scored = 12_000;
    private const int Compared = 2_000;

    private static readonly string Visible = Embedded.Text("visible.sql");
    private static readonly string Lists = Visible + Embedded.Text("lists.sql");
    private static readonly ConcurrentDictionary<int, string> Passages = [];
    private static readonly string Opened = Embedded.Text("open.sql");

    /// <param name="connection">In a transaction, with preciso.tenant set to the caller's.</param>
    /// <param name="state">Of the documents that are looked through.</param>
    /// <param name="meaning">The question's vector by the tenant's embedder; null where it has none.</param>
    public async Task<IReadOnlyList<Candidate>> Find(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan, Restriction restriction,
        CancellationToken cancel, DocumentState state = DocumentState.Ready, QuestionVector? meaning = null)
    {
        if (plan.Terms.Count == 0)
        {
            // Nothing but words that every text has: there is nothing to look for.
            return [];
        }
        var lookedThrough = new DynamicParameters(new
        {
            tenant = caller.TenantId,
            reader = caller.UserId,
            documents = restriction.Documents,
            spaces = restriction.Spaces,
            types = restriction.Types,
            from = restriction.AddedFrom,
            until = restriction.AddedUntil,
            state = Snake.Case(state),
        });
        await connection.ExecuteAsync(new CommandDefinition(Settings, cancellationToken: cancel));
        var lists = await FindLists(connection, lookedThrough, plan, cancel);
        var vectors = await embedder.GenerateAsync([question], cancellationToken: cancel);
        var passages = await FindPassages(connection, lookedThrough, lists, vectors[0].Vector, meaning, cancel);
        var documents = lists.Where(list => list.DocumentId is not null).ToDictionary(list => list.DocumentId!.Value);
        return [.. passages.Select(passage => Placed(passage, documents.GetValueOrDefault(passage.DocumentId)))];

        // One that is near by its vector alone may be of a document that has none of the terms.
        Candidate Placed(Candidate passage, DocumentLists? document) => passage with
        {
            Prior = document?.Prior ?? 0,
            Names = document?.Names ?? [],
            Called = document?.Called ?? [],
            Frequencies = lists[0].Frequencies,
            Passages = lists[0].Passages,
        };
    }

    /// <summary>The best of them in the order in which they answer, opened.</summary>
    public async Task<IReadOnlyList<Ranked>> FindBest(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan, Restriction restriction, int top,
        CancellationToken cancel, DocumentState state = DocumentState.Ready)
    {
        var candidates = await Find(connection, caller, question, plan, restriction, cancel, state);
        return await Open(connection, caller, Ranking.Rank(plan, candidates, top), cancel);
    }

    /// <summary>Reads where the lines of passages stand; one whose document is gone meanwhile is left out.</summary>
    public static async Task<IReadOnlyList<Ranked>> Open(
        NpgsqlConnection connection, Caller caller, IReadOnlyList<Ranked> ranked, CancellationToken cancel)
    {
        var passages = ranked.Select(found => found.Candidate).ToList();
        var parameters = new
        {
            tenant = caller.TenantId,
            reader = caller.UserId,
            passage_documents = passages.Select(passage => passage.DocumentId).ToArray(),
            passage_ordinals = passages.Select(passage => passage.Ordinal).ToArray(),
        };
        var opened = await connection.QueryAsync<(Guid Document, int Ordinal, string Lines)>(
            new CommandDefinition(Opened, parameters, cancellationToken: cancel));
        var lines = opened.ToDictionary(passage => (passage.Document, passage.Ordinal), passage => passage.Lines);
        return [.. ranked
            .Select(found => found with
            {
                Candidate = found.Candidate with
                {
                    Lines = lines.GetValueOrDefault((found.Candidate.DocumentId, found.Candidate.Ordinal)),
                },
            })
            .Where(found => found.Candidate.Lines is not null)];
    }

    private static async Task<List<DocumentLists>> FindLists(
        NpgsqlConnection connection, DynamicParameters lookedThrough, QuestionPlan plan, CancellationToken cancel)
    {
        var parameters = new DynamicParameters(lookedThrough);
        parameters.AddDynamicParams(new
        {
            terms = plan.AllTerms.ToArray(),
            weights = plan.AllTerms.Select(term => plan.Terms.GetValueOrDefault(term)).ToArray(),
            identities = plan.AllTerms.Select(term => plan.IdentityTerms.GetValueOrDefault(term)).ToArray(),
            prior_share = Ranking.PriorShare,
            scored = Scored,
        });
        return (await connection.QueryAsync<DocumentLists>(new CommandDefinition(Lists, parameters, cancellationToken: cancel))).AsList();
    }

    private static Task<IEnumerable<Candidate>> FindPassages(
        NpgsqlConnection connection, DynamicParameters lookedThrough, List<DocumentLists> lists, ReadOnlyMemory<float> vector,
        QuestionVector? meaning, CancellationToken cancel)
    {
        var chosen = lists.SelectMany(list => list.Score())
            .OrderByDescending(passage => passage.Score + (Ranking.PriorShare * passage.Prior))
            .ThenBy(passage => passage.DocumentId).ThenBy(passage => passage.Ordinal)
            .Take(Likely).ToList();
        var parameters = new DynamicParameters(lookedThrough);
        parameters.AddDynamicParams(new
        {
            chosen_documents = chosen.Select(passage => passage.DocumentId).ToArray(),
            chosen_ordinals = chosen.Select(passage => passage.Ordinal).ToArray(),
            scores = chosen.Select(passage => passage.Score).ToArray(),
            passages = lists[0].Passages,
            vector = new Vector(vector),
            embedder = meaning?.Embedder,
            meaning = meaning?.Vector,
            near = Near,
            compared = Compared,
        });
        var sql = Passages.GetOrAdd(meaning?.Dimensions ?? ArcticXs.Options.Dimensions, PassagesText);
        return connection.QueryAsync<Candidate>(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }

    /// <summary>A graph holds vectors of one length, which the statement has to name.</summary>
    private static string PassagesText(int dimensions) => Visible + Embedded.Text("passages.sql")
        .Replace("@dimensions", dimensions.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // Compiling a plan takes longer than running it.
    private const string Settings = "SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = 60; SET LOCAL jit = off";
}
