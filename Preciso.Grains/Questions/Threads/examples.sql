-- What the reader's newest documents (of @only, if given) say something about: of each a few figures with a short label of their own, then
-- headings, the title last. Whoever asks takes the first of each that is answered.
WITH newest AS MATERIALIZED (
    SELECT d.document_id, d.filename
    FROM visible_documents(@TenantId, @UserId) v
    JOIN documents d USING (document_id)
    WHERE d.tenant_id = @TenantId AND d.state = 'ready' AND (@only::uuid[] IS NULL OR d.document_id = ANY (@only))
    ORDER BY d.document_id DESC
    LIMIT @most
)
SELECT n.document_id, n.filename, found.subject, found.period, found.is_figure
FROM newest n
CROSS JOIN LATERAL (
    (SELECT f.metric AS subject, CASE WHEN length(f.period_printed) <= 20 THEN f.period_printed END AS period, true AS is_figure, 1 AS rank,
            f.ordinal
     FROM facts f
     WHERE f.document_id = n.document_id AND f.confidence >= 0.8 AND length(f.metric) BETWEEN 2 AND 30 AND f.metric !~ '[0-9:]'
     ORDER BY f.ordinal
     LIMIT 2)
    UNION ALL
    (SELECT h.heading, NULL, false, 2, min(h.ordinal)
     FROM (SELECT trim(split_part(c.heading, '·', -1)) AS heading, CASE c.ordinal WHEN 0 THEN 1000000 ELSE c.ordinal END AS ordinal
           FROM chunks c WHERE c.document_id = n.document_id AND c.heading IS NOT NULL
           ORDER BY c.ordinal LIMIT 20) h
     WHERE length(h.heading) BETWEEN 3 AND 40 AND h.heading !~ '[:|]'
     GROUP BY h.heading
     ORDER BY 5
     LIMIT 2)) found
ORDER BY n.document_id DESC, found.rank, found.ordinal
