-- What the documents state that may be what is asked for, of those that the reader may see: with the statements on whose pages it stands.
-- The rows of statements are compared with many names, so on their pages alone: the term of the statement, of which nothing is taken, makes
-- the planner look there first.
WITH pages AS (
    SELECT c.document_id, c.page, array_agg(DISTINCT p.term) AS statements
    FROM postings p
    CROSS JOIN LATERAL passage_ordinals(p.passages) AS o (ordinal)
    JOIN chunks c ON c.document_id = p.document_id AND c.ordinal = o.ordinal
    WHERE p.tenant_id = @tenant AND p.term = ANY (@statements) AND p.document_id = ANY (@documents)
    GROUP BY c.document_id, c.page
)
SELECT f.document_id, d.filename, f.page, f.metric, f.printed, f.value, f.unit, f.scale, f.scale_printed, f.currency, f.period_printed,
       f.period_key, f.period_start, f.period_end, f.basis, f.segment, f.box::text, f.snippet, f.method, f.confidence,
       coalesce(s.statements, '{}') AS statements
FROM visible_documents(@tenant, @reader) v
JOIN documents d ON d.document_id = v.document_id AND d.state = 'ready'
JOIN facts f ON f.document_id = d.document_id
LEFT JOIN pages s ON s.document_id = f.document_id AND s.page = f.page
WHERE d.tenant_id = @tenant AND d.document_id = ANY (@documents)
  AND f.value IS NOT NULL AND f.period_key IS NOT NULL
  AND (f.metric_key LIKE ANY (@needed) OR (s.page IS NOT NULL AND (f.metric_key || left(s.statements[1], 0)) LIKE ANY (@rows)))
ORDER BY f.document_id, f.ordinal
