-- What the reader's newest documents say something about: of each, its first figure with a telling label, and its first heading.
WITH newest AS MATERIALIZED (
    SELECT d.document_id, d.filename
    FROM visible_documents(@TenantId, @UserId) v
    JOIN documents d USING (document_id)
    WHERE d.tenant_id = @TenantId AND d.state = 'ready'
    ORDER BY d.document_id DESC
    LIMIT @most
)
SELECT n.document_id, n.filename, coalesce(f.metric, c.heading) AS subject, f.period_printed AS period, f.metric IS NOT NULL AS is_figure
FROM newest n
LEFT JOIN LATERAL (
    SELECT f.metric, f.period_printed FROM facts f
    WHERE f.document_id = n.document_id AND length(f.metric) BETWEEN 2 AND 40 AND f.metric !~ '[0-9]'
    ORDER BY f.confidence < 0.8, f.ordinal LIMIT 1) f ON true
LEFT JOIN LATERAL (
    SELECT c.heading FROM chunks c
    WHERE f.metric IS NULL AND c.document_id = n.document_id AND length(c.heading) BETWEEN 2 AND 60
    ORDER BY c.ordinal LIMIT 1) c ON true
WHERE f.metric IS NOT NULL OR c.heading IS NOT NULL
ORDER BY n.document_id DESC
