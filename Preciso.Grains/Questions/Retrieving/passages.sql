-- The passages that were chosen by their words, and those nearest to the question's vectors.
chosen AS (
    SELECT * FROM unnest(@chosen_documents::uuid[], @chosen_ordinals::int[], @scores::float8[]) AS c (document_id, ordinal, score)
),
-- Few passages are compared one by one. Among many the graph leads to the nearest, and goes on until enough of them are
-- visible; IS TRUE keeps the planner from collecting all that are visible first.
near AS (
    (SELECT c.document_id, c.ordinal FROM chunks c
     WHERE @passages <= @compared AND c.tenant_id = @tenant AND c.document_id IN (SELECT document_id FROM visible)
     ORDER BY c.embedding <#> @vector LIMIT @near)
    UNION ALL
    (SELECT c.document_id, c.ordinal FROM chunks c
     WHERE @passages > @compared AND c.tenant_id = @tenant
       AND (c.document_id IN (SELECT document_id FROM visible)) IS TRUE
     ORDER BY c.embedding <#> @vector LIMIT @near)
),
-- The nearest in meaning, where the question has a vector: among the vectors of the same embedder and of no other.
meant AS (
    SELECT c.document_id, c.ordinal
    FROM (
        (SELECT e.chunk_id FROM embeddings e
         WHERE @embedder::text IS NOT NULL AND @passages <= @compared
           AND e.tenant_id = @tenant AND e.embedder = @embedder AND e.document_id IN (SELECT document_id FROM visible)
         ORDER BY e.embedding <#> @meaning::vector::halfvec LIMIT @near)
        UNION ALL
        (SELECT e.chunk_id FROM embeddings e
         WHERE @embedder::text IS NOT NULL AND @passages > @compared
           AND e.tenant_id = @tenant AND e.embedder = @embedder AND e.dimensions = @dimensions
           AND (e.document_id IN (SELECT document_id FROM visible)) IS TRUE
         ORDER BY e.embedding::halfvec(@dimensions) <#> @meaning::vector::halfvec(@dimensions) LIMIT @near)) e
    JOIN chunks c USING (chunk_id)
),
found AS MATERIALIZED (
    SELECT document_id, ordinal, max(score) AS score
    FROM (SELECT * FROM chosen
          UNION ALL SELECT document_id, ordinal, 0 FROM near
          UNION ALL SELECT document_id, ordinal, 0 FROM meant) f
    GROUP BY document_id, ordinal
)
SELECT c.document_id AS DocumentId,
       v.filename AS Filename,
       c.page AS Page,
       c.ordinal AS Ordinal,
       c.heading AS Heading,
       c.text AS Text,
       c.method AS Method,
       c.confidence AS Confidence,
       f.score AS TextScore,
       -(c.embedding <#> @vector) AS Similarity,
       -(e.embedding <#> @meaning::vector::halfvec) AS Meaning
FROM found f
JOIN visible v USING (document_id)
JOIN chunks c USING (document_id, ordinal)
LEFT JOIN embeddings e ON e.chunk_id = c.chunk_id AND e.embedder = @embedder
ORDER BY f.score DESC, c.document_id, c.ordinal
