using Dapper;
using Microsoft.Extensions.AI;
using Npgsql;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>Finds the passages that may answer among those that the caller may read, in one statement.</summary>
public sealed class Retrieval(IEmbeddingGenerator<string, Embedding<float>> embedder)
{
    private const int Candidates = 120;

    public async Task<IReadOnlyList<Candidate>> Find(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan,
        IReadOnlyList<Guid>? documentIds, CancellationToken cancel)
    {
        var terms = plan.AllTerms.ToArray();
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
        await connection.ExecuteAsync(new CommandDefinition(SettingsSql, cancellationToken: cancel));
        var found = await connection.QueryAsync<Candidate>(new CommandDefinition(FindSql, parameters, cancellationToken: cancel));
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
            SELECT p.term, p.document_id, a.weight, a.identity, p.identity AS identifies, p.chunks, p.ordinals, p.impacts,
                   p.chunks / v.chunks::float8 AS share
            FROM asked a
            JOIN postings p ON p.tenant_id = @tenant AND p.term = a.term
            JOIN visible v ON v.document_id = p.document_id
        ),
        rarity AS MATERIALIZED (
            SELECT l.term,
                   ln(1 + (t.chunks - sum(l.chunks) + 0.5) / (sum(l.chunks) + 0.5)) AS rarity,
                   sum(l.chunks) / t.chunks AS share,
                   ln(1 + (t.documents - count(*) FILTER (WHERE l.identifies > 0) + 0.5) / (count(*) FILTER (WHERE l.identifies > 0) + 0.5)) AS name_rarity
            FROM listed l, totals t
            GROUP BY l.term, t.chunks, t.documents
        ),
        -- A document is the one meant if its name or period is, and if it has a word of the question more than others have.
        priors AS MATERIALIZED (
            SELECT l.document_id, array_agg(l.term) FILTER (WHERE l.identifies > 0 OR (l.share > 3 * r.share AND l.share > 0.03)) AS names,
                   sum(l.identity * (l.identifies * r.name_rarity + CASE WHEN l.share > r.share THEN l.share * ln(l.share / r.share) ELSE 0 END)) AS prior
            FROM listed l JOIN rarity r USING (term)
            WHERE l.identity > 0
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
            WHERE l.weight > 0
            GROUP BY l.document_id, o.ordinal
        ),
        likely AS (
            SELECT s.document_id, s.ordinal, s.score FROM scored s LEFT JOIN priors p USING (document_id), best b
            ORDER BY s.score + 0.5 * coalesce(p.prior / (b.prior + 0.5), 0) DESC LIMIT @candidates
        ),
        -- Few passages are compared one by one. Among many the graph leads to the nearest, and goes on until enough of
        -- them are visible; IS TRUE keeps the planner from collecting all that are visible first.
        near AS (
            (SELECT c.document_id, c.ordinal FROM chunks c
             WHERE (SELECT chunks FROM totals) <= 2000 AND c.tenant_id = @tenant AND c.document_id IN (SELECT document_id FROM visible)
             ORDER BY c.embedding <#> @vector::real[]::vector LIMIT 40)
            UNION ALL
            (SELECT c.document_id, c.ordinal FROM chunks c
             WHERE (SELECT chunks FROM totals) > 2000 AND c.tenant_id = @tenant AND (c.document_id IN (SELECT document_id FROM visible)) IS TRUE
             ORDER BY c.embedding <#> @vector::real[]::vector LIMIT 40)
        ),
        told AS MATERIALIZED (
            SELECT array_agg(coalesce(r.rarity, -1) ORDER BY a.place) AS rarities FROM asked a LEFT JOIN rarity r USING (term)
        ),
        found AS MATERIALIZED (
            SELECT document_id, ordinal, max(score) AS score
            FROM (SELECT * FROM likely UNION ALL SELECT document_id, ordinal, 0 FROM near) f
            GROUP BY document_id, ordinal
        )
        SELECT c.document_id AS "DocumentId", v.filename AS "Filename", c.page AS "Page", c.ordinal AS "Ordinal", c.heading AS "Heading",
               c.lines::text AS "Lines", c.method AS "Method", c.confidence AS "Confidence",
               f.score AS "TextScore",
               coalesce(p.prior / (b.prior + 0.5), 0) AS "Prior",
               coalesce(p.names, '{}') AS "Names",
               -(c.embedding <#> @vector::real[]::vector) AS "Similarity",
               t.rarities AS "Rarities"
        FROM found f
        JOIN visible v USING (document_id)
        JOIN chunks c USING (document_id, ordinal)
        LEFT JOIN priors p USING (document_id)
        CROSS JOIN best b
        CROSS JOIN told t
        """;
}
