-- The documents that are looked through: of those that the reader may see, and of nothing else. Every count, rarity and rank is taken
-- over them.
WITH visible AS MATERIALIZED (
    SELECT d.document_id, d.filename, d.chunks
    FROM asked_documents(@tenant, @reader, @documents, @spaces, @types, @from, @until) d
    WHERE d.state = @state
),
