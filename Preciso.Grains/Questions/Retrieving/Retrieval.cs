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

/// <summary>Finds the passages that may answer among those that the caller may read, in one statement: find.sql.</summary>
public sealed class Retrieval(IEmbeddingGenerator<string, Embedding<float>> embedder, QuestionVectors meanings)
{
    private const int Likely = 120;
    private const int Near = 40;

    /// <summary>So many passages are scored by their words, and so many compared by their vectors, before an index has to choose.</summary>
    private const int Scored = 12_000;
    private const int Compared = 2_000;

    private static readonly ConcurrentDictionary<int, string> Texts = [];

    /// <param name="connection">In a transaction, with preciso.tenant set to the caller's.</param>
    /// <param name="state">Of the documents that are looked through.</param>
    /// <param name="figures">Of the trace.</param>
    public async Task<IReadOnlyList<Candidate>> Find(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan, IReadOnlyList<Guid>? documentIds,
        CancellationToken cancel, DocumentState state = DocumentState.Ready, IDictionary<string, double>? figures = null)
    {
        if (plan.Terms.Count == 0)
        {
            // Nothing but words that every text has: there is nothing to look for.
            return [];
        }

        var vectors = await embedder.GenerateAsync([question], cancellationToken: cancel);
        var serving = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Settings, new { tenant = caller.TenantId }, cancellationToken: cancel));
        var meaning = await meanings.Find(caller, serving, question, figures ?? new Dictionary<string, double>(), cancel);
        var parameters = new
        {
            tenant = caller.TenantId,
            reader = caller.UserId,
            documents = documentIds?.ToArray(),
            state = Snake.Case(state),
            terms = plan.AllTerms.ToArray(),
            weights = plan.AllTerms.Select(term => plan.Terms.GetValueOrDefault(term)).ToArray(),
            identities = plan.AllTerms.Select(term => plan.IdentityTerms.GetValueOrDefault(term)).ToArray(),
            vector = new Vector(vectors[0].Vector),
            embedder = meaning?.Embedder,
            meaning = meaning?.Vector,
            prior_share = Ranking.PriorShare,
            scored = Scored,
            likely = Likely,
            near = Near,
            compared = Compared,
        };
        var sql = Texts.GetOrAdd(meaning?.Dimensions ?? ArcticXs.Options.Dimensions, Text);
        return [.. await connection.QueryAsync<Candidate>(new CommandDefinition(sql, parameters, cancellationToken: cancel))];
    }

    /// <summary>A graph holds vectors of one length, which the statement has to name.</summary>
    private static string Text(int dimensions) =>
        Embedded.Text("find.sql").Replace("@dimensions", dimensions.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // Compiling a plan takes longer than running it; posting lists of common terms are sorted in memory.
    private const string Settings =
        "SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = 60; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'; "
        + EmbedderStore.Serving;
}
