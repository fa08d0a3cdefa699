-- The lines of the passages that were ranked first.
SELECT c.document_id AS DocumentId, c.ordinal AS Ordinal, c.lines::text AS Lines
FROM unnest(@passage_documents::uuid[], @passage_ordinals::int[]) AS p (document_id, ordinal)
JOIN visible_documents(@tenant, @reader) v USING (document_id)
JOIN chunks c USING (document_id, ordinal)
WHERE c.tenant_id = @tenant
