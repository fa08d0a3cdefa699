-- Cells of tables as people correct them, each correction beside what stood there. Kept as they were made.
CREATE TABLE cell_corrections (
    correction_id uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    document_id   uuid NOT NULL,
    page          int NOT NULL CHECK (page > 0),
    table_ordinal int NOT NULL CHECK (table_ordinal >= 0),
    cell_row      int NOT NULL CHECK (cell_row >= 0),
    cell_column   int NOT NULL CHECK (cell_column >= 0),
    version       int NOT NULL CHECK (version > 0),
    -- What the machine had read there: another reading keeps the correction only where it reads the same.
    read          text NOT NULL,
    before        text NOT NULL,
    after         text NOT NULL CHECK (length(after) <= 2000),
    corrected_by  uuid NOT NULL,
    corrected_at  timestamptz NOT NULL,
    UNIQUE (document_id, page, table_ordinal, cell_row, cell_column, version),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, corrected_by) REFERENCES users (tenant_id, user_id)
);
ALTER TABLE cell_corrections ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON cell_corrections TO preciso_app
    USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
GRANT SELECT, INSERT ON cell_corrections TO preciso_app;

-- How long a person has been at a document that is not decided yet, sitting by sitting; a decision takes their sum.
CREATE TABLE review_sittings (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    user_id     uuid NOT NULL,
    sitting_id  uuid NOT NULL,
    seconds     int NOT NULL CHECK (seconds BETWEEN 1 AND 86400),
    PRIMARY KEY (document_id, user_id, sitting_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id)
);
ALTER TABLE review_sittings ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON review_sittings TO preciso_app
    USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON review_sittings TO preciso_app;

-- Null where nobody measured it: a decision made over REST, or before it was measured.
ALTER TABLE approvals ADD COLUMN active_seconds bigint CHECK (active_seconds > 0);
