-- Questions with what is expected of their answers, and how well they were answered. A set is its owner's alone, for cases quote documents.

CREATE TABLE case_sets (
    set_id          uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    owner_id        uuid NOT NULL,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    version         int NOT NULL CHECK (version > 0),
    baseline_run_id uuid,
    changed_at      timestamptz NOT NULL,
    UNIQUE (tenant_id, set_id),
    UNIQUE (tenant_id, owner_id, name),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, user_id)
);

-- A case as it was at one time. What is changed is another row: nobody may update one, so that the versions that have it stay as they were.
CREATE TABLE case_revisions (
    revision_id     uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    set_id          uuid NOT NULL,
    case_id         uuid NOT NULL,
    question        text NOT NULL CHECK (length(question) BETWEEN 1 AND 2000),
    expected        text CHECK (length(expected) BETWEEN 1 AND 4000),
    expected_values text[] NOT NULL,
    tags            text[] NOT NULL,
    required        boolean NOT NULL,
    unanswerable    boolean NOT NULL,
    within          uuid[] CHECK (cardinality(within) > 0),
    UNIQUE (tenant_id, revision_id),
    CHECK (NOT unanswerable OR (expected IS NULL AND expected_values = '{}')),
    FOREIGN KEY (tenant_id, set_id) REFERENCES case_sets (tenant_id, set_id) ON DELETE CASCADE
);
CREATE INDEX case_revisions_of_set ON case_revisions (set_id, case_id);

CREATE TABLE case_evidence (
    tenant_id   uuid NOT NULL,
    revision_id uuid NOT NULL,
    document_id uuid NOT NULL,
    pages       int[] NOT NULL CHECK (0 < ALL (pages)), -- none: anywhere in it
    PRIMARY KEY (revision_id, document_id),
    FOREIGN KEY (tenant_id, revision_id) REFERENCES case_revisions (tenant_id, revision_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id)
);

-- One row says the whole version, and no row is ever updated: what a run names stays what it was.
CREATE TABLE case_set_versions (
    set_id    uuid NOT NULL,
    version   int NOT NULL CHECK (version > 0),
    tenant_id uuid NOT NULL,
    revisions uuid[] NOT NULL,
    made_at   timestamptz NOT NULL,
    PRIMARY KEY (set_id, version),
    FOREIGN KEY (tenant_id, set_id) REFERENCES case_sets (tenant_id, set_id) ON DELETE CASCADE
);

-- A run has the id of its job, and stays when the job has been kept for long enough. Its figures are there once it has ended.
CREATE TABLE evaluation_runs (
    run_id          uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    set_id          uuid NOT NULL,
    version         int NOT NULL,
    cases           int NOT NULL CHECK (cases > 0),
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    passed          boolean,
    right_cases     int CHECK (right_cases BETWEEN 0 AND cases),
    recall          float8 CHECK (recall BETWEEN 0 AND 1),
    reciprocal_rank float8 CHECK (reciprocal_rank BETWEEN 0 AND 1),
    exact           float8 CHECK (exact BETWEEN 0 AND 1),
    numeric_match   float8 CHECK (numeric_match BETWEEN 0 AND 1),
    answered        float8 CHECK (answered BETWEEN 0 AND 1),
    abstained       float8 CHECK (abstained BETWEEN 0 AND 1),
    faithful        float8 CHECK (faithful BETWEEN 0 AND 1),
    milliseconds    float8 CHECK (milliseconds >= 0),
    UNIQUE (tenant_id, run_id),
    UNIQUE (set_id, run_id),
    CHECK (num_nonnulls(ended_at, passed, right_cases, milliseconds) IN (0, 4)),
    FOREIGN KEY (set_id, version) REFERENCES case_set_versions (set_id, version) ON DELETE CASCADE
);
CREATE INDEX evaluation_runs_of_set ON evaluation_runs (set_id, run_id DESC);

ALTER TABLE case_sets ADD FOREIGN KEY (set_id, baseline_run_id) REFERENCES evaluation_runs (set_id, run_id);

-- One word per case and run, said once.
CREATE TABLE evaluation_results (
    run_id        uuid NOT NULL,
    revision_id   uuid NOT NULL,
    tenant_id     uuid NOT NULL,
    answer_id     uuid,
    is_right      boolean NOT NULL,
    answered      boolean NOT NULL,
    rank          int CHECK (rank > 0),
    exact         boolean,
    numeric_match boolean,
    abstained     boolean,
    faithful      boolean,
    milliseconds  float8 NOT NULL CHECK (milliseconds >= 0),
    PRIMARY KEY (run_id, revision_id),
    CHECK (answered OR (rank IS NULL AND faithful IS NULL)),
    FOREIGN KEY (tenant_id, run_id) REFERENCES evaluation_runs (tenant_id, run_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, revision_id) REFERENCES case_revisions (tenant_id, revision_id) ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['case_sets', 'case_revisions', 'case_evidence', 'case_set_versions', 'evaluation_runs', 'evaluation_results']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON case_sets TO preciso_app; -- what belongs to a set goes with it
GRANT SELECT, INSERT ON case_revisions, case_evidence, case_set_versions, evaluation_runs, evaluation_results TO preciso_app;
GRANT UPDATE (ended_at, passed, right_cases, recall, reciprocal_rank, exact, numeric_match, answered, abstained, faithful, milliseconds)
    ON evaluation_runs TO preciso_app; -- which version it asked, and when, never changes
