-- The passages that may answer, from what the reader may see and from nothing else: every count, rarity and rank below is
-- taken over the visible documents.
WITH visible AS MATERIALIZED (
    SELECT d.document_id, d.filename, d.chunks
    FROM visible_documents(@tenant, @reader) v
    JOIN documents d USING (document_id)
    WHERE d.tenant_id = @tenant AND d.state = @state AND (@documents::uuid[] IS NULL OR d.document_id = ANY (@documents))
),
totals AS MATERIALIZED (
    SELECT count(*)::float8 AS documents, coalesce(sum(chunks), 0)::float8 AS chunks FROM visible
),
asked AS MATERIALIZED (
    SELECT * FROM unnest(@terms::text[], @weights::float8[], @identities::float8[]) WITH ORDINALITY AS a (term, weight, identity, place)
),
-- One scan of the index for each term (OFFSET 0 keeps it so), not one look-up for each term and document.
listed AS MATERIALIZED (
    SELECT p.term, p.document_id, a.weight, a.identity, p.identity AS identifies, p.chunks, p.chunks / v.chunks::float8 AS share
    FROM asked a
    CROSS JOIN LATERAL (
        SELECT term, document_id, identity, chunks FROM postings WHERE tenant_id = @tenant AND term = a.term OFFSET 0) p
    JOIN visible v USING (document_id)
),
rarity AS MATERIALIZED (
    SELECT l.term,
           sum(l.chunks) AS frequency,
           ln(1 + (t.chunks - sum(l.chunks) + 0.5) / (sum(l.chunks) + 0.5)) AS rarity,
           ln(1 + (t.documents - count(*) FILTER (WHERE identifies > 0) + 0.5)
                  / (count(*) FILTER (WHERE identifies > 0) + 0.5)) AS name_rarity,
           sum(l.chunks) / t.chunks AS share
    FROM listed l CROSS JOIN totals t
    GROUP BY l.term, t.chunks, t.documents
),
told AS MATERIALIZED (
    SELECT array_agg(coalesce(r.frequency, 0)::int ORDER BY a.place) AS frequencies,
           max(t.chunks)::int AS passages,
           sum(a.weight * coalesce(r.rarity, ln(1 + 2 * t.chunks))) AS weight
    FROM asked a CROSS JOIN totals t LEFT JOIN rarity r USING (term)
),
-- A document is the one meant if its name or period is, and if it repeats a word of the question more than others do.
documents_met AS MATERIALIZED (
    SELECT l.document_id,
           sum(l.weight * r.rarity) FILTER (WHERE l.chunks > 0) AS reach,
           sum(l.identity * (l.identifies * r.name_rarity + l.share * greatest(0, ln(nullif(l.share, 0) / r.share)))) AS prior,
           array_agg(l.term) FILTER (WHERE l.identity > 0 AND (l.identifies > 0 OR (l.share > 3 * r.share AND l.share > 0.03))) AS names
    FROM listed l JOIN rarity r USING (term)
    GROUP BY l.document_id
),
priors AS MATERIALIZED (
    SELECT document_id, reach, names, coalesce(prior, 0) / (max(prior) OVER () + 0.5) AS prior FROM documents_met
),
-- Passages are scored in the most promising documents only, as many documents as have @scored passages; below that, in all.
opened AS MATERIALIZED (
    SELECT document_id
    FROM (SELECT p.document_id,
                 sum(v.chunks) OVER (ORDER BY p.reach / t.weight + @prior_share * p.prior DESC, p.document_id) - v.chunks AS before
          FROM priors p JOIN visible v USING (document_id) CROSS JOIN told t) ranked
    WHERE before < @scored
),
scored AS MATERIALIZED (
    SELECT w.document_id, o.ordinal, sum(w.worth * o.impact) AS score
    FROM (SELECT l.term, l.document_id, l.weight * r.rarity / t.weight AS worth
          FROM listed l JOIN opened USING (document_id) JOIN rarity r USING (term) CROSS JOIN told t
          WHERE l.weight > 0 OFFSET 0) w
    JOIN postings p ON p.tenant_id = @tenant AND p.term = w.term AND p.document_id = w.document_id
    CROSS JOIN LATERAL unnest(p.ordinals, p.impacts) AS o (ordinal, impact)
    GROUP BY w.document_id, o.ordinal
),
likely AS (
    SELECT s.document_id, s.ordinal, s.score FROM scored s JOIN priors p USING (document_id)
    ORDER BY s.score + @prior_share * p.prior DESC, s.document_id, s.ordinal
    LIMIT @likely
),
-- Few passages are compared one by one. Among many the graph leads to the nearest, and goes on until enough of them are
-- visible; IS TRUE keeps the planner from collecting all that are visible first.
near AS (
    (SELECT c.document_id, c.ordinal FROM chunks c
     WHERE (SELECT chunks FROM totals) <= @compared AND c.tenant_id = @tenant AND c.document_id IN (SELECT document_id FROM visible)
     ORDER BY c.embedding <#> @vector LIMIT @near)
    UNION ALL
    (SELECT c.document_id, c.ordinal FROM chunks c
     WHERE (SELECT chunks FROM totals) > @compared AND c.tenant_id = @tenant
       AND (c.document_id IN (SELECT document_id FROM visible)) IS TRUE
     ORDER BY c.embedding <#> @vector LIMIT @near)
),
-- The nearest in meaning, where the question has a vector: among the vectors of the same embedder and of no other.
meant AS (
    SELECT c.document_id, c.ordinal
    FROM (
        (SELECT e.chunk_id FROM embeddings e
         WHERE @embedder::text IS NOT NULL AND (SELECT chunks FROM totals) <= @compared
           AND e.tenant_id = @tenant AND e.embedder = @embedder AND e.document_id IN (SELECT document_id FROM visible)
         ORDER BY e.embedding <#> @meaning::vector::halfvec LIMIT @near)
        UNION ALL
        (SELECT e.chunk_id FROM embeddings e
         WHERE @embedder::text IS NOT NULL AND (SELECT chunks FROM totals) > @compared
           AND e.tenant_id = @tenant AND e.embedder = @embedder AND e.dimensions = @dimensions
           AND (e.document_id IN (SELECT document_id FROM visible)) IS TRUE
         ORDER BY e.embedding::halfvec(@dimensions) <#> @meaning::vector::halfvec(@dimensions) LIMIT @near)) e
    JOIN chunks c USING (chunk_id)
),
found AS MATERIALIZED (
    SELECT document_id, ordinal, max(score) AS score
    FROM (SELECT * FROM likely
          UNION ALL SELECT document_id, ordinal, 0 FROM near
          UNION ALL SELECT document_id, ordinal, 0 FROM meant) f
    GROUP BY document_id, ordinal
)
SELECT c.document_id AS DocumentId,
       v.filename AS Filename,
       c.page AS Page,
       c.ordinal AS Ordinal,
       c.heading AS Heading,
       c.lines::text AS Lines,
       c.method AS Method,
       c.confidence AS Confidence,
       f.score AS TextScore,
       coalesce(p.prior, 0) AS Prior,
       coalesce(p.names, '{}') AS Names,
       -(c.embedding <#> @vector) AS Similarity,
       -(e.embedding <#> @meaning::vector::halfvec) AS Meaning,
       t.frequencies AS Frequencies,
       t.passages AS Passages
FROM found f
JOIN visible v USING (document_id)
JOIN chunks c USING (document_id, ordinal)
LEFT JOIN priors p USING (document_id)
LEFT JOIN embeddings e ON e.chunk_id = c.chunk_id AND e.embedder = @embedder
CROSS JOIN told t
ORDER BY f.score DESC, c.document_id, c.ordinal
