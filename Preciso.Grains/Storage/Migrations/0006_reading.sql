-- What is read from documents beside their text: tables, facts, fields, checks and the ledger of numbers; who decided about
-- them; and what approved documents yield. Whatever can be cited carries page, box, snippet, method and confidence.

ALTER TABLE tenants
    ADD COLUMN ocr_languages    text NOT NULL DEFAULT 'kor+eng' CHECK (ocr_languages ~ '^[A-Za-z_]+(\+[A-Za-z_]+)*$'),
    ADD COLUMN own_approval     boolean NOT NULL DEFAULT true,
    ADD COLUMN training_allowed boolean NOT NULL DEFAULT false,
    ADD COLUMN number_gate      double precision NOT NULL DEFAULT 0.98 CHECK (number_gate BETWEEN 0 AND 1);

-- Documents ----------------------------------------------------------------------------------------------------------

ALTER TABLE documents
    ADD COLUMN type            text,
    ADD COLUMN type_confidence double precision CHECK (type_confidence BETWEEN 0 AND 1),
    -- A person said so; it is not guessed again.
    ADD COLUMN chosen_type     text,
    ADD COLUMN extraction      jsonb,
    ADD COLUMN approval        text NOT NULL DEFAULT 'none' CHECK (approval IN ('none', 'approved', 'rejected', 'changes_requested')),
    ADD COLUMN approval_id     uuid,
    ADD COLUMN assignee_id     uuid,
    ADD COLUMN review_since    timestamptz,
    ADD FOREIGN KEY (tenant_id, assignee_id) REFERENCES users (tenant_id, user_id),
    ADD CHECK ((approval = 'none') = (approval_id IS NULL)),
    ADD CHECK (approval <> 'approved' OR state IN ('ready', 'deleted')),
    ADD CHECK (state <> 'rejected' OR approval = 'rejected'),
    DROP CONSTRAINT documents_state_check,
    ADD CONSTRAINT documents_state_check
        CHECK (state IN ('queued', 'reading', 'indexing', 'ready', 'needs_review', 'rejected', 'failed', 'deleted')),
    DROP CONSTRAINT documents_check,
    ADD CONSTRAINT documents_problem CHECK (state NOT IN ('needs_review', 'rejected', 'failed') OR (error_code IS NOT NULL AND error_detail IS NOT NULL));
CREATE INDEX documents_in_review ON documents (tenant_id, review_since, document_id) WHERE state = 'needs_review';

-- What was attached to a document or packed in it. A part that is a document already is that document.
CREATE TABLE document_children (
    tenant_id    uuid NOT NULL,
    parent_id    uuid NOT NULL,
    ordinal      int NOT NULL CHECK (ordinal >= 0),
    name         text NOT NULL,
    child_id     uuid,
    error_code   text,
    error_detail text,
    PRIMARY KEY (parent_id, ordinal),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, child_id) REFERENCES documents (tenant_id, document_id),
    CHECK ((child_id IS NULL) = (error_code IS NOT NULL AND error_detail IS NOT NULL)),
    CHECK (parent_id <> child_id)
);
CREATE INDEX document_children_child ON document_children (child_id) WHERE child_id IS NOT NULL;

ALTER TABLE document_pages
    ADD COLUMN name     text,
    ADD COLUMN language text,
    ADD COLUMN quality  double precision NOT NULL DEFAULT 1 CHECK (quality BETWEEN 0 AND 1),
    -- What the file itself states as facts, and numbers that no word keeps: for the extraction that follows.
    ADD COLUMN stated   jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN dropped  jsonb NOT NULL DEFAULT '[]',
    DROP CONSTRAINT document_pages_method_check,
    ADD CONSTRAINT document_pages_method_check CHECK (method IN ('text_layer', 'ocr', 'plain_text', 'structure'));

ALTER TABLE chunks
    DROP CONSTRAINT chunks_method_check,
    ADD CONSTRAINT chunks_method_check CHECK (method IN ('text_layer', 'ocr', 'plain_text', 'structure'));

CREATE TABLE document_tables (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    page        int NOT NULL CHECK (page > 0),
    ordinal     int NOT NULL CHECK (ordinal >= 0),
    box         jsonb NOT NULL CHECK (jsonb_array_length(box) = 4),
    rows        int NOT NULL CHECK (rows > 0),
    columns     int NOT NULL CHECK (columns > 0),
    title       text,
    unit        text,
    continues   boolean NOT NULL,
    confidence  double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    cells       jsonb NOT NULL,
    PRIMARY KEY (document_id, page, ordinal),
    FOREIGN KEY (document_id, page) REFERENCES document_pages ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id)
);

CREATE TABLE facts (
    tenant_id      uuid NOT NULL,
    document_id    uuid NOT NULL,
    ordinal        int NOT NULL CHECK (ordinal >= 0),
    page           int NOT NULL CHECK (page > 0),
    source         text NOT NULL CHECK (source IN ('cell', 'xbrl', 'text')),
    entity         text,
    metric         text NOT NULL,
    metric_key     text NOT NULL,
    printed        text NOT NULL CHECK (printed <> ''),
    value          numeric,
    unit           text,
    scale          numeric NOT NULL CHECK (scale > 0),
    scale_printed  text,
    currency       text,
    decimals       text,
    period_printed text,
    period_key     text,
    period_start   date,
    period_end     date,
    table_ordinal  int,
    cell_row       int,
    cell_column    int,
    box            jsonb NOT NULL CHECK (jsonb_array_length(box) = 4),
    snippet        text NOT NULL CHECK (snippet <> ''),
    method         text NOT NULL CHECK (method IN ('text_layer', 'ocr', 'plain_text', 'structure')),
    confidence     double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (document_id, ordinal),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    CHECK ((source = 'cell') <= (table_ordinal IS NOT NULL AND cell_row IS NOT NULL AND cell_column IS NOT NULL)),
    CHECK ((period_key IS NULL) = (period_printed IS NULL))
);
CREATE INDEX facts_of_metric ON facts (tenant_id, metric_key, period_key);
CREATE INDEX facts_of_page ON facts (document_id, page, ordinal);

-- Each number of a page is in a fact, in a cell, in running text, or in the list of what was lost.
CREATE TABLE number_ledgers (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    page        int NOT NULL CHECK (page > 0),
    numbers     int NOT NULL,
    in_facts    int NOT NULL CHECK (in_facts >= 0),
    in_cells    int NOT NULL CHECK (in_cells >= 0),
    in_text     int NOT NULL CHECK (in_text >= 0),
    lost        jsonb NOT NULL,
    totals      jsonb NOT NULL,
    PRIMARY KEY (document_id, page),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    CHECK (numbers = in_facts + in_cells + in_text + jsonb_array_length(lost))
);

CREATE TABLE document_fields (
    tenant_id    uuid NOT NULL,
    document_id  uuid NOT NULL,
    name         text NOT NULL,
    type         text NOT NULL,
    printed      text NOT NULL CHECK (printed <> ''),
    value        text,
    page         int NOT NULL CHECK (page > 0),
    box          jsonb NOT NULL CHECK (jsonb_array_length(box) = 4),
    snippet      text NOT NULL CHECK (snippet <> ''),
    method       text NOT NULL CHECK (method IN ('text_layer', 'ocr', 'plain_text', 'structure')),
    confidence   double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    origin       text NOT NULL CHECK (origin IN ('extracted', 'corrected')),
    version      int NOT NULL CHECK (version > 0),
    corrected_by uuid,
    PRIMARY KEY (document_id, name),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, corrected_by) REFERENCES users (tenant_id, user_id),
    CHECK ((origin = 'corrected') = (corrected_by IS NOT NULL))
);
CREATE INDEX document_fields_value ON document_fields (tenant_id, name, value);

CREATE TABLE field_checks (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    ordinal     int NOT NULL CHECK (ordinal >= 0),
    rule        text NOT NULL,
    field       text,
    outcome     text NOT NULL CHECK (outcome IN ('pass', 'warn', 'fail')),
    code        text,
    reason      text,
    expected    text,
    actual      text,
    similarity  double precision CHECK (similarity BETWEEN 0 AND 1),
    other_id    uuid,
    PRIMARY KEY (document_id, ordinal),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    CHECK ((outcome = 'pass') OR (code IS NOT NULL AND reason IS NOT NULL))
);

-- Near-duplicates are found by the bands that two signatures share.
CREATE TABLE document_signatures (
    tenant_id   uuid NOT NULL,
    document_id uuid PRIMARY KEY,
    signature   int[] NOT NULL,
    bands       int[] NOT NULL,
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id)
);
CREATE INDEX document_signatures_bands ON document_signatures USING gin (bands);

-- Types of documents -------------------------------------------------------------------------------------------------

CREATE TABLE document_types (
    tenant_id    uuid NOT NULL REFERENCES tenants,
    key          text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,63}$'),
    version      int NOT NULL CHECK (version > 0),
    definition   jsonb NOT NULL,
    saved_by     uuid NOT NULL,
    saved_at     timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (tenant_id, key, version),
    FOREIGN KEY (tenant_id, saved_by) REFERENCES users (tenant_id, user_id)
);
-- One draft at a time.
CREATE UNIQUE INDEX document_types_draft ON document_types (tenant_id, key) WHERE published_at IS NULL;

-- Decisions ----------------------------------------------------------------------------------------------------------

CREATE TABLE approvals (
    approval_id uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    decision    text NOT NULL CHECK (decision IN ('approved', 'rejected', 'changes_requested')),
    note        text CHECK (length(note) <= 4000),
    fields      text[] NOT NULL DEFAULT '{}',
    decided_by  uuid NOT NULL,
    decided_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, approval_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, decided_by) REFERENCES users (tenant_id, user_id),
    CHECK (decision = 'approved' OR note IS NOT NULL)
);
CREATE INDEX approvals_of_document ON approvals (document_id, decided_at DESC);
ALTER TABLE documents ADD FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, approval_id);

CREATE TABLE field_corrections (
    correction_id uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    document_id   uuid NOT NULL,
    field         text NOT NULL,
    version       int NOT NULL,
    before        text,
    after         text NOT NULL,
    page          int NOT NULL CHECK (page > 0),
    box_before    jsonb,
    box_after     jsonb NOT NULL,
    corrected_by  uuid NOT NULL,
    corrected_at  timestamptz NOT NULL,
    UNIQUE (document_id, field, version),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, corrected_by) REFERENCES users (tenant_id, user_id)
);

-- What approved documents yield. Facts (B) and passages (C) are read where they stand; samples (A) and the graph (D) are made
-- by a job that follows the approval, and go with it.
CREATE TABLE samples (
    sample_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    document_id   uuid NOT NULL,
    approval_id   uuid NOT NULL,
    task          text NOT NULL CHECK (task IN ('field_extraction', 'document_type')),
    document_type text NOT NULL,
    field         text,
    input         text NOT NULL CHECK (input <> ''),
    label         text NOT NULL CHECK (label <> ''),
    corrected     boolean NOT NULL,
    predicted     text,
    page          int NOT NULL CHECK (page > 0),
    box           jsonb NOT NULL CHECK (jsonb_array_length(box) = 4),
    method        text NOT NULL,
    confidence    double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    created_at    timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (document_id, task, field),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, approval_id)
);

CREATE TABLE triples (
    tenant_id    uuid NOT NULL,
    document_id  uuid NOT NULL,
    approval_id  uuid NOT NULL,
    fact_ordinal int NOT NULL,
    predicate    text NOT NULL CHECK (predicate IN ('states', 'of_entity', 'has_value', 'in_period')),
    subject      text NOT NULL CHECK (subject <> ''),
    object       text NOT NULL CHECK (object <> ''),
    PRIMARY KEY (document_id, fact_ordinal, predicate),
    FOREIGN KEY (document_id, fact_ordinal) REFERENCES facts ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, approval_id)
);
CREATE INDEX triples_object ON triples (tenant_id, predicate, object);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['document_children', 'document_tables', 'facts', 'number_ledgers', 'document_fields', 'field_checks', 'document_signatures',
                                'document_types', 'approvals', 'field_corrections', 'samples', 'triples']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON document_children, document_tables, facts, number_ledgers, document_fields, field_checks, document_signatures,
    document_types, samples, triples TO preciso_app;
GRANT SELECT, INSERT ON approvals, field_corrections TO preciso_app; -- decisions are kept as they were made
