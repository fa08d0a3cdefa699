-- The house: tenants and people, documents and what can be cited from them, jobs, events.
--
-- Two walls stand between tenants. Every query filters by tenant; and every table here has row-level security on the
-- setting preciso.tenant, which each transaction sets. The silo runs as preciso_app, which owns nothing and cannot bypass it.
-- What must look across tenants (signing in, claiming jobs) is a SECURITY DEFINER function at the end of this file.

CREATE EXTENSION IF NOT EXISTS vector;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'preciso_app') THEN
        CREATE ROLE preciso_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster migrates at the same moment
END $$;

CREATE FUNCTION current_tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('preciso.tenant', true), '')::uuid;

-- Tenants ------------------------------------------------------------------------------------------------------------

CREATE TABLE tenants (
    tenant_id  uuid PRIMARY KEY,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE users (
    user_id         uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL REFERENCES tenants,
    email           text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 320),
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    role            text NOT NULL CHECK (role IN ('viewer', 'analyst', 'reviewer', 'admin')),
    password_hash   text NOT NULL,
    stamp           uuid NOT NULL,
    failed_sign_ins int NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
    locked_until    timestamptz,
    disabled        boolean NOT NULL DEFAULT false,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    UNIQUE (tenant_id, user_id)
);
-- People sign in with their e-mail alone, so it is unique across tenants.
CREATE UNIQUE INDEX users_email ON users (email);

CREATE TABLE teams (
    team_id    uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    version    bigint NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (tenant_id, team_id),
    UNIQUE (tenant_id, name)
);

CREATE TABLE team_members (
    tenant_id uuid NOT NULL,
    team_id   uuid NOT NULL,
    user_id   uuid NOT NULL,
    PRIMARY KEY (team_id, user_id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, team_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id);

CREATE TABLE api_keys (
    key_id       uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    user_id      uuid NOT NULL,
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    hash         bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    prefix       text NOT NULL,
    created_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id)
);
CREATE INDEX api_keys_user ON api_keys (user_id);

-- Jobs ---------------------------------------------------------------------------------------------------------------

CREATE TABLE jobs (
    job_id       uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    user_id      uuid NOT NULL,
    kind         text NOT NULL,
    lane         text NOT NULL CHECK (lane IN ('interactive', 'approval', 'ingest', 'batch')),
    -- Enqueuing the same work twice finds the first job.
    key          text NOT NULL,
    document_id  uuid,
    state        text NOT NULL
                 CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'retrying', 'dead_letter', 'canceled')),
    attempt      int NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    max_attempts int NOT NULL CHECK (max_attempts > 0),
    run_at       timestamptz NOT NULL,
    worker       text,
    lease_until  timestamptz,
    progress     smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    phase        text,
    error_class  text CHECK (error_class IN ('input', 'dependency', 'quota', 'timeout', 'bug')),
    error_code   text,
    error_detail text,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz,
    UNIQUE (tenant_id, kind, key),
    UNIQUE (tenant_id, job_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    CHECK ((state = 'processing') = (worker IS NOT NULL AND lease_until IS NOT NULL)),
    CHECK ((state IN ('completed', 'failed', 'dead_letter', 'canceled')) = (ended_at IS NOT NULL)),
    CHECK (state NOT IN ('failed', 'dead_letter', 'retrying') OR error_code IS NOT NULL)
);
CREATE INDEX jobs_waiting ON jobs (run_at, job_id) WHERE state IN ('pending', 'retrying');
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'processing';
CREATE INDEX jobs_of_user ON jobs (tenant_id, user_id, job_id DESC);
CREATE INDEX jobs_of_document ON jobs (document_id);

CREATE TABLE job_steps (
    step_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    job_id       uuid NOT NULL,
    attempt      int NOT NULL,
    name         text NOT NULL,
    worker       text NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    figures      jsonb NOT NULL DEFAULT '{}',
    error_class  text,
    error_code   text,
    error_detail text,
    UNIQUE (job_id, attempt, name),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id)
);

-- Documents ----------------------------------------------------------------------------------------------------------

CREATE TABLE documents (
    document_id     uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    owner_id        uuid NOT NULL,
    filename        text NOT NULL CHECK (length(filename) BETWEEN 1 AND 255),
    media_type      text NOT NULL,
    size            bigint NOT NULL CHECK (size > 0),
    sha256          bytea NOT NULL CHECK (length(sha256) = 32),
    space           text CHECK (length(space) BETWEEN 1 AND 200),
    expected_fields jsonb,
    state           text NOT NULL
                    CHECK (state IN ('queued', 'reading', 'indexing', 'ready', 'needs_review', 'failed', 'deleted')),
    job_id          uuid NOT NULL,
    pages           int CHECK (pages >= 0),
    chunks          int CHECK (chunks >= 0),
    quality         jsonb,
    error_code      text,
    error_detail    text,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    UNIQUE (tenant_id, document_id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, user_id),
    CHECK ((state IN ('needs_review', 'failed')) <= (error_code IS NOT NULL AND error_detail IS NOT NULL)),
    CHECK (state <> 'ready' OR (pages IS NOT NULL AND chunks > 0 AND error_code IS NULL))
);
-- The same file from the same person is one document, for as long as it is not deleted.
CREATE UNIQUE INDEX documents_same_file ON documents (tenant_id, owner_id, sha256) WHERE state <> 'deleted';
CREATE INDEX documents_of_owner ON documents (tenant_id, owner_id, document_id DESC) WHERE state <> 'deleted';

CREATE TABLE document_grants (
    grant_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    user_id     uuid,
    team_id     uuid,
    permission  text NOT NULL CHECK (permission IN ('read', 'share')),
    granted_by  uuid NOT NULL,
    granted_at  timestamptz NOT NULL,
    CHECK (num_nonnulls(user_id, team_id) = 1),
    UNIQUE (document_id, user_id),
    UNIQUE (document_id, team_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, team_id)
);
CREATE INDEX document_grants_user ON document_grants (user_id, document_id) WHERE user_id IS NOT NULL;
CREATE INDEX document_grants_team ON document_grants (team_id, document_id) WHERE team_id IS NOT NULL;

-- Which documents a person may read. The one place that says it; every query of content joins it.
CREATE FUNCTION visible_documents(tenant uuid, reader uuid) RETURNS TABLE (document_id uuid, can_share boolean)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT d.document_id, true
    FROM documents d
    WHERE d.tenant_id = tenant AND d.owner_id = reader AND d.state <> 'deleted'
    UNION ALL
    SELECT g.document_id, bool_or(g.permission = 'share')
    FROM document_grants g
    JOIN documents d ON d.document_id = g.document_id
    WHERE g.tenant_id = tenant AND d.tenant_id = tenant AND d.state <> 'deleted' AND d.owner_id <> reader
      AND (g.user_id = reader OR g.team_id IN (SELECT m.team_id FROM team_members m WHERE m.tenant_id = tenant AND m.user_id = reader))
    GROUP BY g.document_id
$$;

-- A page as it was read: blocks → lines → words with boxes, and each attempt with its reason.
CREATE TABLE document_pages (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    page        int NOT NULL CHECK (page > 0),
    width       double precision NOT NULL CHECK (width > 0),
    height      double precision NOT NULL CHECK (height > 0),
    method      text NOT NULL CHECK (method IN ('text_layer', 'ocr', 'plain_text')),
    confidence  double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    blocks      jsonb NOT NULL,
    attempts    jsonb NOT NULL,
    PRIMARY KEY (document_id, page),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id)
);

-- Questions ----------------------------------------------------------------------------------------------------------

-- A passage that can be cited. lines: [[x0, y0, x1, y1, "text"], …] in reading order, so that an answer's sentence or
-- table row has its own boxes. boxes: the passage's outline.
CREATE TABLE chunks (
    chunk_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    page        int NOT NULL CHECK (page > 0),
    ordinal     int NOT NULL CHECK (ordinal >= 0),
    heading     text,
    text        text NOT NULL CHECK (text <> ''),
    snippet     text NOT NULL CHECK (snippet <> ''),
    lines       jsonb NOT NULL,
    boxes       jsonb NOT NULL CHECK (jsonb_array_length(boxes) > 0),
    method      text NOT NULL CHECK (method IN ('text_layer', 'ocr', 'plain_text')),
    confidence  double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    embedding   vector(256) NOT NULL,
    UNIQUE (document_id, ordinal),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id)
);
CREATE INDEX chunks_embedding ON chunks USING hnsw (embedding vector_ip_ops) WITH (m = 12, ef_construction = 48);

-- The text index: for each term of a document, the chunks (by ordinal) that have it and its BM25 impact in each. One row
-- per document and term rather than per chunk and term keeps it ten times smaller, and lets the permission, which is by
-- document, cut before anything is scored. An impact is the term-frequency part of BM25; the rarity part is computed at
-- query time over the documents that the asker may read, so that it tells nothing about others'. identity says how well
-- the term tells this document from others (its company's name, its period), whether or not a chunk has it.
CREATE TABLE postings (
    tenant_id   uuid NOT NULL,
    term        text NOT NULL,
    document_id uuid NOT NULL,
    identity    real NOT NULL CHECK (identity BETWEEN 0 AND 1),
    chunks      int NOT NULL GENERATED ALWAYS AS (cardinality(ordinals)) STORED,
    ordinals    int[] NOT NULL,
    impacts     real[] NOT NULL,
    PRIMARY KEY (tenant_id, term, document_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    CHECK (cardinality(ordinals) = cardinality(impacts) AND (cardinality(ordinals) > 0 OR identity > 0))
);
CREATE INDEX postings_of_document ON postings (document_id);

-- Events -------------------------------------------------------------------------------------------------------------

-- The outbox: what happened, written in the transaction in which it happened. Ordered without gaps per grain.
CREATE TABLE events (
    event_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    grain       text NOT NULL,
    key         text NOT NULL,
    position    bigint NOT NULL CHECK (position > 0),
    name        text NOT NULL,
    data        jsonb NOT NULL,
    user_id     uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    UNIQUE (grain, key, position)
);
CREATE INDEX events_of_tenant ON events (tenant_id, event_id);

-- The second wall ----------------------------------------------------------------------------------------------------

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['tenants', 'users', 'teams', 'team_members', 'api_keys', 'jobs', 'job_steps', 'documents',
                                'document_grants', 'document_pages', 'chunks', 'postings', 'events']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO preciso_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenants, users, teams, team_members, api_keys, jobs, job_steps, documents,
    document_grants, document_pages, chunks, postings TO preciso_app;
GRANT SELECT, INSERT ON events TO preciso_app;

-- Doors through it ---------------------------------------------------------------------------------------------------

CREATE FUNCTION any_user() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (SELECT FROM users);

CREATE FUNCTION find_by_email(wanted text) RETURNS TABLE (tenant_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT u.tenant_id, u.user_id FROM users u WHERE u.email = lower(wanted)
$$;

CREATE FUNCTION find_by_api_key(wanted bytea) RETURNS TABLE (tenant_id uuid, user_id uuid, key_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT k.tenant_id, k.user_id, k.key_id FROM api_keys k WHERE k.hash = wanted AND k.revoked_at IS NULL
$$;

-- One waiting job for one free worker: locked rows are someone else's, so nobody waits. A job whose worker let its lease
-- run out waits like the others; the attempt counts up, and with it the fence for all that the old worker still tries.
CREATE FUNCTION claim_job(by_worker text, lease interval)
    RETURNS TABLE (job_id uuid, tenant_id uuid, user_id uuid, role text, kind text, document_id uuid, attempt int, max_attempts int)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    UPDATE jobs j
    SET state = 'processing', worker = by_worker, lease_until = now() + lease, attempt = j.attempt + 1,
        started_at = coalesce(j.started_at, now()), ended_at = NULL
    FROM (SELECT waiting.job_id
          FROM jobs waiting
          WHERE (waiting.state IN ('pending', 'retrying') AND waiting.run_at <= now())
             OR (waiting.state = 'processing' AND waiting.lease_until < now() AND waiting.attempt < waiting.max_attempts)
          ORDER BY waiting.run_at, waiting.job_id
          LIMIT 1
          FOR UPDATE SKIP LOCKED) next
    JOIN jobs this ON this.job_id = next.job_id
    JOIN users u ON u.user_id = this.user_id
    WHERE j.job_id = next.job_id
    RETURNING j.job_id, j.tenant_id, j.user_id, u.role, j.kind, j.document_id, j.attempt, j.max_attempts
$$;

-- Jobs whose every worker died: a person decides. Returns them so that their documents can be told.
CREATE FUNCTION bury_jobs()
    RETURNS TABLE (job_id uuid, tenant_id uuid, user_id uuid, role text, kind text, document_id uuid, attempt int, max_attempts int)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    UPDATE jobs j
    SET state = 'dead_letter', worker = NULL, lease_until = NULL, ended_at = now(), error_class = 'bug', error_code = 'worker_died',
        error_detail = format('Each of %s attempts ended with the death of its worker.', j.attempt)
    FROM users u
    WHERE u.user_id = j.user_id AND j.state = 'processing' AND j.lease_until < now() AND j.attempt >= j.max_attempts
    RETURNING j.job_id, j.tenant_id, j.user_id, u.role, j.kind, j.document_id, j.attempt, j.max_attempts
$$;

-- When the next job that waits for its time becomes due, or the next lease runs out.
CREATE FUNCTION next_job_due() RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN (SELECT min(due) FROM (SELECT min(run_at) AS due FROM jobs WHERE state IN ('pending', 'retrying')
                                  UNION ALL
                                  SELECT min(lease_until) FROM jobs WHERE state = 'processing') waiting);

REVOKE EXECUTE ON FUNCTION any_user, find_by_email, find_by_api_key, claim_job, bury_jobs, next_job_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION any_user, find_by_email, find_by_api_key, claim_job, bury_jobs, next_job_due TO preciso_app;
