-- The documents that are looked through: of those that the reader may see, and of nothing else. Every count, rarity and rank is taken
-- over them.
WITH visible AS MATERIALIZED (
    SELECT d.document_id, d.filename, d.chunks
    FROM visible_documents(@tenant, @reader) v
    JOIN documents d USING (document_id)
    WHERE d.tenant_id = @tenant AND d.state = @state AND (@documents::uuid[] IS NULL OR d.document_id = ANY (@documents))
),
