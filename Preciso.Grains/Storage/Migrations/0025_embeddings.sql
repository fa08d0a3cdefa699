-- Vectors of meaning stand beside the built-in ones, each with the name, the version and the dimensions of what made it. An embedder of a
-- tenant serves its questions, or is coming: while its vectors are being made the one before it serves.
CREATE TABLE tenant_embedders (
    tenant_id  uuid NOT NULL REFERENCES tenants,
    embedder   text NOT NULL CHECK (embedder ~ '^[a-z0-9][a-z0-9._-]*:v[0-9]+$'),
    dimensions int NOT NULL CHECK (dimensions BETWEEN 1 AND 4000),
    serves     boolean NOT NULL,
    chosen_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, embedder),
    UNIQUE (tenant_id, serves),
    UNIQUE (tenant_id, embedder, dimensions)
);

-- A vector goes with its passage and with its embedder. Half the precision is twice as many in memory, and as good to rank by.
CREATE TABLE embeddings (
    tenant_id   uuid NOT NULL,
    embedder    text NOT NULL,
    dimensions  int NOT NULL GENERATED ALWAYS AS (vector_dims(embedding)) STORED,
    chunk_id    bigint NOT NULL REFERENCES chunks ON DELETE CASCADE,
    document_id uuid NOT NULL,
    embedding   halfvec NOT NULL,
    PRIMARY KEY (chunk_id, embedder),
    FOREIGN KEY (tenant_id, embedder, dimensions) REFERENCES tenant_embedders (tenant_id, embedder, dimensions) ON DELETE CASCADE
);
CREATE INDEX embeddings_of_document ON embeddings (tenant_id, embedder, document_id);

-- A graph holds vectors of one length; those of other lengths are compared one by one.
DO $$
DECLARE length int;
BEGIN
    FOREACH length IN ARRAY ARRAY[384, 512, 768, 1024, 1536, 3072]
    LOOP
        EXECUTE format('CREATE INDEX embeddings_%s ON embeddings USING hnsw ((embedding::halfvec(%s)) halfvec_ip_ops)
                        WITH (m = 12, ef_construction = 48) WHERE dimensions = %s', length, length, length);
    END LOOP;
END $$;

-- That all of a document's passages which an embedder knows the language of have its vectors. Read again, a document loses its passages
-- and this with the last of them.
CREATE TABLE embedded_documents (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    embedder    text NOT NULL,
    last_chunk  bigint NOT NULL REFERENCES chunks ON DELETE CASCADE,
    PRIMARY KEY (document_id, embedder),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, embedder) REFERENCES tenant_embedders ON DELETE CASCADE
);
CREATE INDEX embedded_documents_by_chunk ON embedded_documents (last_chunk);
CREATE INDEX embedded_documents_by_embedder ON embedded_documents (tenant_id, embedder);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['tenant_embedders', 'embeddings', 'embedded_documents']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_embedders, embeddings, embedded_documents TO preciso_app;

-- A next version of the built-in embedder has a column of its own.
COMMENT ON COLUMN chunks.embedding IS 'Of the built-in embedder, hashed-ngrams:v1, and of no other.';
