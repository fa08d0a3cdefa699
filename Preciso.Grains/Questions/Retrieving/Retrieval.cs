using Dapper;
using Microsoft.Extensions.AI;
using Npgsql;
using Preciso.Questions.Planning;

namespace Preciso.Questions.Retrieving;

/// <summary>Finds the passages that may answer among those that the caller may read, in one statement.</summary>
public sealed class Retrieval(IEmbeddingGenerator<string, Embedding<float>> embedder)
{
    private const int Candidates = 120;

    public async Task<IReadOnlyList<Candidate>> Find(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Caller caller, string question, QuestionPlan plan,
        IReadOnlyList<Guid>? documentIds, CancellationToken cancel)
    {
        var terms = plan.Terms.Keys.Union(plan.IdentityTerms.Keys).ToArray();
        var embedding = await embedder.GenerateAsync([question], cancellationToken: cancel);
        var parameters = new
        {
            tenant = caller.TenantId,
            reader = caller.UserId,
            documents = documentIds?.ToArray(),
            terms,
            weights = terms.Select(term => plan.Terms.GetValueOrDefault(term)).ToArray(),
            identities = terms.Select(term => plan.IdentityTerms.GetValueOrDefault(term)).ToArray(),
            vector = embedding[0].Vector.ToArray(),
            candidates = Candidates,
        };
        await connection.ExecuteAsync(new CommandDefinition(SettingsSql, transaction: transaction, cancellationToken: cancel));
        var found = await connection.QueryAsync<Candidate>(new CommandDefinition(FindSql, parameters, transaction, cancellationToken: cancel));
        return [.. found];
    }

    private const string SettingsSql = "SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = 60; SET LOCAL jit = off";

    private const string FindSql =
        """
        WITH visible AS MATERIALIZED (
            SELECT d.document_id, d.filename, d.chunks
            FROM visible_documents(@tenant, @reader) v
            JOIN documents d USING (document_id)
            WHERE d.tenant_id = @tenant AND d.state = 'ready' AND (@documents::uuid[] IS NULL OR d.document_id = ANY (@documents))
        ),
        totals AS MATERIALIZED (
            SELECT count(*)::float8 AS documents, coalesce(sum(chunks), 0)::float8 AS chunks FROM visible
        ),
        asked AS (
            SELECT * FROM unnest(@terms::text[], @weights::float8[], @identities::float8[]) WITH ORDINALITY AS a (term, weight, identity, place)
        ),
        listed AS MATERIALIZED (
            SELECT p.term, p.document_id, a.weight, a.identity, p.ordinals, p.impacts, 
                   CASE WHEN p.ordinals[cardinality(p.ordinals)] = -1 THEN p.impacts[cardinality(p.ordinals)] END AS identifies
            FROM asked a
            JOIN postings p ON p.tenant_id = @tenant AND p.term = a.term
            JOIN visible v ON v.document_id = p.document_id
        ),
        rarity AS MATERIALIZED (
            SELECT term, ln(1 + (chunks - df + 0.5) / (df + 0.5)) AS rarity, ln(1 + (documents - named + 0.5) / (named + 0.5)) AS name_rarity
            FROM (SELECT term, sum(cardinality(ordinals) - (identifies IS NOT NULL)::int) AS df, count(identifies) AS named
                  FROM listed GROUP BY term) counted, totals
        ),
        priors AS MATERIALIZED (
            SELECT l.document_id, sum(l.identity * r.name_rarity * l.identifies) AS prior
            FROM listed l JOIN rarity r USING (term)
            WHERE l.identifies IS NOT NULL AND l.identity > 0
            GROUP BY l.document_id
        ),
        best AS MATERIALIZED (SELECT max(prior) AS prior FROM priors),
        ceiling AS MATERIALIZED (
            SELECT sum(a.weight * coalesce(r.rarity, ln(1 + 2 * chunks))) AS weight
            FROM asked a LEFT JOIN rarity r USING (term), totals
        ),
        scored AS MATERIALIZED (
            SELECT l.document_id, o.ordinal, sum(r.rarity * l.weight * o.impact) / max(c.weight) AS score
            FROM listed l JOIN rarity r USING (term) CROSS JOIN ceiling c
            CROSS JOIN LATERAL unnest(l.ordinals, l.impacts) AS o (ordinal, impact)
            WHERE l.weight > 0 AND o.ordinal >= 0
            GROUP BY l.document_id, o.ordinal
        ),
        likely AS (
            SELECT s.document_id, s.ordinal FROM scored s LEFT JOIN priors p USING (document_id), best b
            ORDER BY s.score + 0.5 * coalesce(p.prior / nullif(b.prior, 0), 0) DESC LIMIT @candidates
        ),
        near AS (
            SELECT c.document_id, c.ordinal FROM chunks c
            WHERE c.tenant_id = @tenant AND c.document_id = ANY (ARRAY(SELECT document_id FROM visible))
            ORDER BY c.embedding <#> @vector::real[]::vector LIMIT 40
        )
        SELECT c.document_id AS "DocumentId", v.filename AS "Filename", c.page AS "Page", c.ordinal AS "Ordinal", c.heading AS "Heading",
               c.lines::text AS "Lines", c.method AS "Method", c.confidence AS "Confidence",
               coalesce(s.score, 0) AS "TextScore",
               coalesce(p.prior / nullif(b.prior, 0), 0) AS "Prior",
               -(c.embedding <#> @vector::real[]::vector) AS "Similarity",
               (SELECT array_agg(coalesce(r.rarity, -1) ORDER BY a.place) FROM asked a LEFT JOIN rarity r USING (term)) AS "Rarities"
        FROM (SELECT * FROM likely UNION SELECT * FROM near) f
        JOIN visible v USING (document_id)
        JOIN chunks c USING (document_id, ordinal)
        LEFT JOIN scored s USING (document_id, ordinal)
        LEFT JOIN priors p USING (document_id)
        CROSS JOIN best b
        """;
}
