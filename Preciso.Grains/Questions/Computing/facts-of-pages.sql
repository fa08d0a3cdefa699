-- The figures of the tables of some pages, of documents that the reader may see.
SELECT f.document_id, d.filename, f.page, f.metric, f.printed, coalesce(f.value, 0) AS value, f.unit, f.scale, f.scale_printed, f.currency,
       coalesce(f.period_printed, '') AS period_printed, coalesce(f.period_key, '') AS period_key, f.period_start, f.period_end, f.basis,
       f.segment, f.box::text, f.snippet, f.method, f.confidence, '{}'::text[] AS statements
FROM unnest(@documents, @pages) AS p (document_id, page)
JOIN visible_documents(@tenant, @reader) v USING (document_id)
JOIN documents d ON d.document_id = p.document_id AND d.state = 'ready'
JOIN facts f ON f.document_id = p.document_id AND f.page = p.page
WHERE d.tenant_id = @tenant AND f.source <> 'text'
ORDER BY f.document_id, f.ordinal
