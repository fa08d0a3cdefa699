-- The durable core: lanes with floors, fairness and quotas, steps that keep their results, the event log with its
-- consumers, the audit trail with its chain, and the silos that are alive.

ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('viewer', 'ops', 'analyst', 'reviewer', 'admin'));

-- How much of the machine a tenant gets while others wait too. For the operator of the installation, not for tenants.
ALTER TABLE tenants ADD COLUMN weight real NOT NULL DEFAULT 1 CHECK (weight > 0);

-- Jobs ---------------------------------------------------------------------------------------------------------------

ALTER TABLE jobs
    -- How much work it is, compared with other jobs of its lane; fairness counts this and not jobs.
    ADD COLUMN cost   real NOT NULL DEFAULT 1 CHECK (cost > 0),
    ADD COLUMN args   jsonb,
    ADD COLUMN result jsonb,
    ADD CONSTRAINT jobs_result_of_completed CHECK (result IS NULL OR state = 'completed');
ALTER TABLE job_steps ADD COLUMN result jsonb;

DROP INDEX jobs_waiting;
CREATE INDEX jobs_waiting ON jobs (lane, tenant_id, user_id, run_at, job_id) WHERE state IN ('pending', 'retrying');
CREATE INDEX jobs_due ON jobs (run_at) WHERE state = 'retrying';
CREATE INDEX jobs_of_tenant ON jobs (tenant_id, job_id DESC);
CREATE INDEX jobs_unhappy ON jobs (tenant_id, state, job_id DESC) WHERE state IN ('failed', 'dead_letter');
CREATE INDEX jobs_ended ON jobs (tenant_id, ended_at) WHERE ended_at IS NOT NULL;

-- Scheduling ---------------------------------------------------------------------------------------------------------

-- A lane with waiting jobs gets at least its floor of the claims; credit is what it is owed. vtime is the lane's virtual
-- time: the start tag of the job chosen last (start-time fair queueing).
CREATE TABLE lanes (
    lane     text PRIMARY KEY CHECK (lane IN ('interactive', 'approval', 'ingest', 'batch')),
    priority int NOT NULL UNIQUE,
    floor    real NOT NULL CHECK (floor >= 0 AND floor < 1),
    credit   real NOT NULL DEFAULT 0,
    vtime    double precision NOT NULL DEFAULT 0
);
INSERT INTO lanes (lane, priority, floor) VALUES ('interactive', 1, 0), ('approval', 2, 0.15), ('ingest', 3, 0.1), ('batch', 4, 0.05);

-- Whose turn it is: the finish tag of the last job claimed for a tenant (user_id null) or for a user of a tenant. vtime of a
-- tenant's row is the virtual time among its users.
CREATE TABLE turns (
    lane      text NOT NULL REFERENCES lanes,
    tenant_id uuid NOT NULL,
    user_id   uuid,
    pass      double precision NOT NULL,
    vtime     double precision NOT NULL DEFAULT 0,
    UNIQUE NULLS NOT DISTINCT (lane, tenant_id, user_id)
);

-- Limits: of the whole tenant, of each of its users, or of one user (which then counts instead). No row, no limit.
CREATE TABLE quotas (
    tenant_id       uuid NOT NULL REFERENCES tenants,
    lane            text NOT NULL REFERENCES lanes,
    scope           text NOT NULL CHECK (scope IN ('tenant', 'each_user', 'user')),
    user_id         uuid,
    rate_per_minute real CHECK (rate_per_minute > 0),
    burst           int CHECK (burst > 0),
    concurrency     int CHECK (concurrency > 0),
    UNIQUE NULLS NOT DISTINCT (tenant_id, lane, scope, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    CHECK ((scope = 'user') = (user_id IS NOT NULL)),
    CHECK ((rate_per_minute IS NULL) = (burst IS NULL)),
    CHECK (num_nonnulls(rate_per_minute, concurrency) > 0)
);

-- What is left of a rate: tokens at an instant; since then they came back at the quota's rate, up to its burst.
CREATE TABLE buckets (
    tenant_id   uuid NOT NULL,
    lane        text NOT NULL REFERENCES lanes,
    user_id     uuid,
    tokens      double precision NOT NULL,
    refilled_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (tenant_id, lane, user_id)
);

CREATE TABLE silos (
    silo       text PRIMARY KEY,
    roles      text[] NOT NULL,
    slots      int NOT NULL,
    version    text NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    stopping   boolean NOT NULL DEFAULT false
);

-- Events -------------------------------------------------------------------------------------------------------------

-- The outbox becomes a log. Ids of concurrent transactions are not committed in their order, so a reader that goes by id
-- would pass over the late ones. log_offset is given after the commit: without gaps, and per grain in the order of position.
ALTER TABLE events ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN log_offset bigint UNIQUE;
CREATE INDEX events_unsequenced ON events (event_id) WHERE log_offset IS NULL;
CREATE TABLE event_log (head bigint NOT NULL);
INSERT INTO event_log VALUES (0);

CREATE TABLE consumer_groups (
    name       text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    log_offset bigint NOT NULL DEFAULT 0 CHECK (log_offset >= 0),
    error      text,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE usage_daily (
    tenant_id uuid NOT NULL REFERENCES tenants,
    day       date NOT NULL,
    user_id   uuid NOT NULL,
    measure   text NOT NULL,
    amount    numeric NOT NULL,
    PRIMARY KEY (tenant_id, day, user_id, measure)
);

-- Audit --------------------------------------------------------------------------------------------------------------

-- Who did what, when, from where, and whether it was allowed. Written in the transaction of what it records. The chain (seq,
-- hash) is closed shortly after by seal_audit(), so that writers do not wait for each other.
CREATE TABLE audit (
    audit_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    user_id     uuid NOT NULL,
    job_id      uuid,
    document_id uuid,
    action      text NOT NULL CHECK (action <> ''),
    outcome     text NOT NULL CHECK (outcome IN ('done', 'refused')),
    address     text,
    detail      jsonb NOT NULL DEFAULT '{}',
    at          timestamptz NOT NULL,
    seq         bigint,
    hash        bytea CHECK (length(hash) = 32),
    UNIQUE (tenant_id, seq),
    CHECK ((seq IS NULL) = (hash IS NULL))
);
CREATE INDEX audit_unsealed ON audit (audit_id) WHERE seq IS NULL;
CREATE INDEX audit_of_tenant ON audit (tenant_id, audit_id DESC);
CREATE INDEX audit_of_job ON audit (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX audit_of_document ON audit (document_id) WHERE document_id IS NOT NULL;

-- Not even the owner changes a line by accident: only an open line can be sealed, once, and nothing is deleted.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
       AND (NEW.audit_id, NEW.tenant_id, NEW.user_id, NEW.job_id, NEW.document_id, NEW.action, NEW.outcome, NEW.address, NEW.detail, NEW.at)
           IS NOT DISTINCT FROM
           (OLD.audit_id, OLD.tenant_id, OLD.user_id, OLD.job_id, OLD.document_id, OLD.action, OLD.outcome, OLD.address, OLD.detail, OLD.at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_not_truncated BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- What a line's hash covers, in one fixed form.
CREATE FUNCTION audit_hash(previous bytea, line audit) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    RETURN sha256(coalesce(previous, '') || convert_to(jsonb_build_array(
        line.seq, line.audit_id, line.tenant_id, line.user_id, line.job_id, line.document_id, line.action, line.outcome, line.address,
        line.detail, extract(epoch FROM line.at))::text, 'UTF8'));

CREATE FUNCTION seal_audit(most int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    line audit;
    tenant uuid;
    last bigint;
    tail bytea;
    ids bigint[] := '{}';
    seqs bigint[] := '{}';
    hashes bytea[] := '{}';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('preciso.audit'));
    FOR line IN SELECT * FROM (SELECT * FROM audit WHERE seq IS NULL ORDER BY audit_id LIMIT most) unsealed ORDER BY tenant_id, audit_id LOOP
        IF line.tenant_id IS DISTINCT FROM tenant THEN
            tenant := line.tenant_id;
            SELECT a.seq, a.hash INTO last, tail FROM audit a WHERE a.tenant_id = tenant AND a.seq IS NOT NULL ORDER BY a.seq DESC LIMIT 1;
        END IF;
        last := coalesce(last, 0) + 1;
        line.seq := last;
        tail := audit_hash(tail, line);
        ids := ids || line.audit_id;
        seqs := seqs || last;
        hashes := hashes || tail;
    END LOOP;
    UPDATE audit a SET seq = s.seq, hash = s.hash FROM unnest(ids, seqs, hashes) AS s (id, seq, hash) WHERE a.audit_id = s.id;
    RETURN cardinality(ids);
END $$;

-- Goes through the chain of the current tenant. broken_at: the first seq that is missing or whose hash is not what its line says.
CREATE FUNCTION verify_audit() RETURNS TABLE (lines bigint, open_lines bigint, head bytea, broken_at bigint)
    LANGUAGE sql STABLE
AS $$
    WITH chain AS (
        SELECT a.seq, a.hash, row_number() OVER (ORDER BY a.seq) AS expected,
               a.hash IS DISTINCT FROM audit_hash(lag(a.hash) OVER (ORDER BY a.seq), a) AS altered
        FROM audit a WHERE a.tenant_id = current_tenant() AND a.seq IS NOT NULL)
    SELECT (SELECT count(*) FROM chain), (SELECT count(*) FROM audit a WHERE a.tenant_id = current_tenant() AND a.seq IS NULL),
           (SELECT c.hash FROM chain c ORDER BY c.seq DESC LIMIT 1),
           (SELECT min(least(c.seq, c.expected)) FROM chain c WHERE c.altered OR c.seq <> c.expected)
$$;

-- The role that writes the trail can do nothing else with it, not even read.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'preciso_audit') THEN
        CREATE ROLE preciso_audit NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

CREATE FUNCTION record_audit(tenant uuid, person uuid, jobs uuid[], documents uuid[], actions text[], outcome text, address text, details text[], at timestamptz)
    RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public -- not sql: that would be planned anew in each call
AS $$
BEGIN
    INSERT INTO audit (tenant_id, user_id, job_id, document_id, action, outcome, address, detail, at)
    SELECT tenant, person, l.job, l.document, l.action, record_audit.outcome, record_audit.address, l.detail::jsonb, record_audit.at
    FROM unnest(jobs, documents, actions, details) WITH ORDINALITY AS l (job, document, action, detail, n)
    ORDER BY l.n;
END $$;

-- The second wall ----------------------------------------------------------------------------------------------------

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['turns', 'quotas', 'buckets', 'usage_daily', 'audit'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
    CREATE POLICY writer ON audit FOR INSERT TO preciso_audit WITH CHECK (tenant_id = (SELECT current_tenant()));
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON quotas, buckets, usage_daily, silos TO preciso_app;
GRANT SELECT ON audit, lanes, event_log TO preciso_app;
GRANT SELECT, INSERT, UPDATE ON consumer_groups TO preciso_app;
GRANT USAGE ON SCHEMA public TO preciso_audit;
GRANT INSERT ON audit TO preciso_audit;
DO $$
BEGIN
    -- To give a function away one must belong to the new owner's role and it must be able to create in the schema, for a moment.
    EXECUTE format('GRANT preciso_audit TO %I', current_user);
    GRANT CREATE ON SCHEMA public TO preciso_audit;
    ALTER FUNCTION record_audit OWNER TO preciso_audit;
    REVOKE CREATE ON SCHEMA public FROM preciso_audit;
END $$;

-- Doors through it ---------------------------------------------------------------------------------------------------

DROP FUNCTION claim_job(text, interval);
DROP FUNCTION bury_jobs();

-- Events of jobs are numbered under the job's row lock, like those of any grain.
CREATE FUNCTION log_job_events(ids uuid[], happened text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public -- not sql: that would be planned anew in each call
AS $$
BEGIN
    INSERT INTO events (tenant_id, grain, key, position, name, data, user_id, occurred_at)
    SELECT j.tenant_id, 'job', j.job_id::text, coalesce(last.position, 0) + 1, happened,
           jsonb_strip_nulls(jsonb_build_object(
               'job_id', j.job_id, 'kind', j.kind, 'document_id', j.document_id, 'attempt', j.attempt, 'worker', j.worker,
               'error', CASE WHEN j.error_code IS NOT NULL THEN jsonb_build_object('class', j.error_class, 'code', j.error_code, 'detail', coalesce(j.error_detail, '')) END)),
           j.user_id, clock_timestamp()
    FROM jobs j
    LEFT JOIN LATERAL (SELECT e.position FROM events e WHERE e.grain = 'job' AND e.key = j.job_id::text ORDER BY e.position DESC LIMIT 1) last ON true
    WHERE j.job_id = ANY (ids);
END $$;

-- Jobs whose worker fell silent: the next worker's, or, after the last attempt, a person's.
CREATE FUNCTION reap_jobs() RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    again uuid[];
    dead uuid[];
BEGIN
    WITH silent AS (
        SELECT job_id FROM jobs WHERE state = 'processing' AND lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED),
    reaped AS (
        UPDATE jobs j
        SET state = CASE WHEN j.attempt < j.max_attempts THEN 'retrying' ELSE 'dead_letter' END,
            worker = NULL, lease_until = NULL, run_at = now(), error_class = 'timeout',
            ended_at = CASE WHEN j.attempt < j.max_attempts THEN NULL ELSE now() END,
            phase = CASE WHEN j.attempt < j.max_attempts THEN 'retrying' ELSE 'dead_letter' END,
            error_code = CASE WHEN j.attempt < j.max_attempts THEN 'worker_lost' ELSE 'worker_died' END,
            error_detail = CASE WHEN j.attempt < j.max_attempts THEN 'Its worker fell silent; another takes it over.'
                                ELSE format('Each of %s attempts ended with the death of its worker.', j.attempt) END
        FROM silent WHERE j.job_id = silent.job_id
        RETURNING j.job_id, j.state)
    SELECT array_agg(job_id) FILTER (WHERE state = 'retrying'), array_agg(job_id) FILTER (WHERE state = 'dead_letter') INTO again, dead FROM reaped;
    IF again IS NOT NULL THEN PERFORM log_job_events(again, 'jobs.retrying'); END IF;
    IF dead IS NOT NULL THEN PERFORM log_job_events(dead, 'jobs.dead_letter'); END IF;
    RETURN coalesce(cardinality(again), 0) + coalesce(cardinality(dead), 0);
END $$;

-- What a quota leaves now: how many more jobs may start.
CREATE FUNCTION quota_left(quota quotas, running bigint, tokens double precision, refilled_at timestamptz) RETURNS double precision
    LANGUAGE sql STABLE
    RETURN least(
        CASE WHEN quota.concurrency IS NOT NULL THEN quota.concurrency - running ELSE 'infinity'::double precision END,
        CASE WHEN quota.rate_per_minute IS NULL THEN 'infinity'::double precision
             WHEN tokens IS NULL THEN quota.burst
             ELSE floor(least(quota.burst, tokens + extract(epoch FROM clock_timestamp() - refilled_at) * quota.rate_per_minute / 60)) END);

-- The next jobs of one lane, at most so many. Start-time fair queueing twice: among tenants by their weight, and among the
-- users of each. Whoever comes back from being idle starts at the virtual time of now: nothing is saved up, nothing is owed.
CREATE FUNCTION take_jobs(of_lane text, kinds text[], most int, by_worker text, lease interval) RETURNS uuid[]
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    taken uuid[];
    limited boolean := of_lane <> 'interactive'; -- interactive work was let in or turned away when it came (admit_job)
BEGIN
    WITH RECURSIVE askers AS (
        (SELECT j.tenant_id, j.user_id FROM jobs j
         WHERE j.state IN ('pending', 'retrying') AND j.lane = of_lane ORDER BY j.tenant_id, j.user_id LIMIT 1)
        UNION ALL
        SELECT next.tenant_id, next.user_id
        FROM askers a
        CROSS JOIN LATERAL (
            SELECT j.tenant_id, j.user_id FROM jobs j
            WHERE j.state IN ('pending', 'retrying') AND j.lane = of_lane AND (j.tenant_id, j.user_id) > (a.tenant_id, a.user_id)
            ORDER BY j.tenant_id, j.user_id LIMIT 1) next),
    running AS MATERIALIZED (
        SELECT j.tenant_id, j.user_id, count(*) AS n FROM jobs j WHERE j.state = 'processing' AND j.lane = of_lane GROUP BY j.tenant_id, j.user_id),
    standing AS (
        SELECT a.tenant_id, a.user_id, t.weight,
               greatest(coalesce(tt.pass, 0), l.vtime) AS tenant_start,
               greatest(coalesce(ut.pass, 0), coalesce(tt.vtime, 0)) AS user_start,
               CASE WHEN limited AND tq.tenant_id IS NOT NULL
                    THEN quota_left(tq, (SELECT coalesce(sum(r.n), 0)::bigint FROM running r WHERE r.tenant_id = a.tenant_id), tb.tokens, tb.refilled_at)
                    ELSE 'infinity'::double precision END AS tenant_left,
               CASE WHEN limited AND uq.found
                    THEN quota_left(uq.quota, (SELECT coalesce(sum(r.n), 0)::bigint FROM running r WHERE r.tenant_id = a.tenant_id AND r.user_id = a.user_id), ub.tokens, ub.refilled_at)
                    ELSE 'infinity'::double precision END AS user_left
        FROM askers a
        JOIN lanes l ON l.lane = of_lane
        JOIN tenants t ON t.tenant_id = a.tenant_id
        LEFT JOIN turns tt ON tt.lane = of_lane AND tt.tenant_id = a.tenant_id AND tt.user_id IS NULL
        LEFT JOIN turns ut ON ut.lane = of_lane AND ut.tenant_id = a.tenant_id AND ut.user_id = a.user_id
        LEFT JOIN quotas tq ON tq.tenant_id = a.tenant_id AND tq.lane = of_lane AND tq.scope = 'tenant'
        LEFT JOIN LATERAL (SELECT q AS quota, true AS found FROM quotas q
                           WHERE q.tenant_id = a.tenant_id AND q.lane = of_lane AND (q.scope = 'each_user' OR q.user_id = a.user_id)
                           ORDER BY q.user_id NULLS LAST LIMIT 1) uq ON true
        LEFT JOIN buckets tb ON tb.tenant_id = a.tenant_id AND tb.lane = of_lane AND tb.user_id IS NULL
        LEFT JOIN buckets ub ON ub.tenant_id = a.tenant_id AND ub.lane = of_lane AND ub.user_id = a.user_id),
    first_of_users AS (
        SELECT s.*, head.job_id, head.cost, head.run_at,
               s.user_start + sum(head.cost) OVER one_user - head.cost AS user_tag, row_number() OVER one_user AS of_user
        FROM standing s
        CROSS JOIN LATERAL (
            SELECT j.job_id, j.cost, j.run_at FROM jobs j
            WHERE j.state IN ('pending', 'retrying') AND j.lane = of_lane AND j.tenant_id = s.tenant_id AND j.user_id = s.user_id
              AND j.run_at <= clock_timestamp() AND j.kind = ANY (kinds)
            ORDER BY j.run_at, j.job_id
            LIMIT most) head
        WINDOW one_user AS (PARTITION BY s.tenant_id, s.user_id ORDER BY head.run_at, head.job_id)),
    first_of_tenants AS (
        SELECT f.*, f.tenant_start + (sum(f.cost) OVER one_tenant - f.cost) / f.weight AS tenant_tag, row_number() OVER one_tenant AS of_tenant
        FROM first_of_users f
        WHERE f.of_user <= f.user_left
        WINDOW one_tenant AS (PARTITION BY f.tenant_id ORDER BY f.user_tag, f.run_at, f.job_id)),
    chosen AS (
        SELECT f.* FROM first_of_tenants f WHERE f.of_tenant <= f.tenant_left ORDER BY f.tenant_tag, f.run_at, f.job_id LIMIT most),
    locked AS (
        SELECT j.job_id FROM jobs j WHERE j.job_id IN (SELECT c.job_id FROM chosen c) AND j.state IN ('pending', 'retrying') FOR UPDATE SKIP LOCKED),
    claimed AS (
        UPDATE jobs j
        SET state = 'processing', worker = by_worker, lease_until = clock_timestamp() + lease, attempt = j.attempt + 1,
            started_at = coalesce(j.started_at, clock_timestamp()), phase = 'starting', error_class = NULL, error_code = NULL, error_detail = NULL
        FROM locked WHERE j.job_id = locked.job_id
        RETURNING j.job_id),
    served AS MATERIALIZED (SELECT c.* FROM chosen c JOIN claimed USING (job_id)),
    tenants_turn AS (
        INSERT INTO turns AS t (lane, tenant_id, user_id, pass, vtime)
        SELECT of_lane, s.tenant_id, NULL, max(s.tenant_tag + s.cost / s.weight), max(s.user_tag) FROM served s GROUP BY s.tenant_id
        ON CONFLICT (lane, tenant_id, user_id) DO UPDATE SET pass = excluded.pass, vtime = greatest(t.vtime, excluded.vtime)),
    users_turn AS (
        INSERT INTO turns (lane, tenant_id, user_id, pass)
        SELECT of_lane, s.tenant_id, s.user_id, max(s.user_tag + s.cost) FROM served s GROUP BY s.tenant_id, s.user_id
        ON CONFLICT (lane, tenant_id, user_id) DO UPDATE SET pass = excluded.pass),
    lanes_time AS (
        UPDATE lanes l SET vtime = greatest(l.vtime, (SELECT max(s.tenant_tag) FROM served s)) WHERE l.lane = of_lane AND EXISTS (SELECT FROM served))
    SELECT array_agg(s.job_id) INTO taken FROM served s;

    IF taken IS NOT NULL AND limited AND EXISTS (SELECT FROM quotas q WHERE q.lane = of_lane AND q.rate_per_minute IS NOT NULL) THEN
        PERFORM spend_tokens(j.tenant_id, j.user_id, of_lane, count(*)::int) FROM jobs j WHERE j.job_id = ANY (taken) GROUP BY j.tenant_id, j.user_id;
    END IF;
    RETURN coalesce(taken, '{}');
END $$;

-- Takes tokens out of the buckets of a tenant and of a user, where these have a rate.
CREATE FUNCTION spend_tokens(tenant uuid, person uuid, of_lane text, spent int) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    INSERT INTO buckets AS b (tenant_id, lane, user_id, tokens, refilled_at)
    SELECT tenant, of_lane, CASE WHEN q.scope <> 'tenant' THEN person END, q.burst - spent, clock_timestamp()
    FROM (SELECT DISTINCT ON (scope = 'tenant') scope, rate_per_minute, burst
          FROM quotas
          WHERE tenant_id = tenant AND lane = of_lane AND (scope IN ('tenant', 'each_user') OR user_id = person)
          ORDER BY scope = 'tenant', user_id NULLS LAST) q
    WHERE q.rate_per_minute IS NOT NULL
    ORDER BY q.scope
    ON CONFLICT (tenant_id, lane, user_id) DO UPDATE
    SET refilled_at = excluded.refilled_at,
        tokens = (SELECT least(q.burst, b.tokens + extract(epoch FROM excluded.refilled_at - b.refilled_at) * q.rate_per_minute / 60) - spent
                  FROM quotas q
                  WHERE q.tenant_id = b.tenant_id AND q.lane = b.lane
                    AND CASE WHEN b.user_id IS NULL THEN q.scope = 'tenant' ELSE q.scope = 'each_user' OR q.user_id = b.user_id END
                  ORDER BY q.user_id NULLS LAST LIMIT 1)
$$;

-- Work for a silo's free slots: general ones take any lane, express ones only what people wait for. One silo claims at a time,
-- so shares and quotas are exact; the lanes go by priority, but a waiting lane is owed its floor of the claims.
CREATE FUNCTION claim_jobs(by_worker text, kinds text[], general int, express int, lease interval)
    RETURNS TABLE (job_id uuid, tenant_id uuid, user_id uuid, role text, kind text, lane text, document_id uuid, attempt int, max_attempts int, args text, is_express boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    fast uuid[] := '{}';
    slow uuid[] := '{}';
    got uuid[];
    waiting text[] := '{}';
    chosen text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('preciso.claim'));
    PERFORM reap_jobs();
    FOREACH chosen IN ARRAY ARRAY['interactive', 'approval', 'ingest', 'batch'] LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM jobs j WHERE j.lane = chosen AND j.state IN ('pending', 'retrying'));
        waiting := waiting || chosen;
        IF chosen IN ('interactive', 'approval') AND express > cardinality(fast) THEN
            fast := fast || take_jobs(chosen, kinds, express - cardinality(fast), by_worker, lease);
        END IF;
    END LOOP;
    WHILE cardinality(slow) < general AND cardinality(waiting) > 0 LOOP
        SELECT l.lane INTO chosen FROM lanes l WHERE l.lane = ANY (waiting) ORDER BY l.credit >= 1 DESC, l.priority LIMIT 1;
        got := take_jobs(chosen, kinds, CASE WHEN cardinality(waiting) = 1 THEN general - cardinality(slow) ELSE 1 END, by_worker, lease);
        IF cardinality(got) = 0 THEN
            waiting := array_remove(waiting, chosen); -- what waits there may not start yet
            CONTINUE;
        END IF;
        slow := slow || got;
        IF cardinality(waiting) = 1 THEN
            EXIT WHEN cardinality(slow) < general;
        ELSE
            UPDATE lanes l SET credit = CASE WHEN l.lane = chosen THEN greatest(l.credit - 1, 0) ELSE least(l.credit + l.floor, 2) END
            WHERE l.lane = ANY (waiting);
        END IF;
    END LOOP;
    IF cardinality(fast) + cardinality(slow) > 0 THEN
        PERFORM log_job_events(fast || slow, 'jobs.started');
    END IF;
    RETURN QUERY
        SELECT j.job_id, j.tenant_id, j.user_id, u.role, j.kind, j.lane, j.document_id, j.attempt, j.max_attempts, j.args::text, j.job_id = ANY (fast)
        FROM jobs j JOIN users u ON u.user_id = j.user_id
        WHERE j.job_id = ANY (fast || slow);
END $$;

-- Ends attempts of a worker, or sends them back to wait; each only while that attempt still holds its lease. Returns which.
CREATE FUNCTION end_jobs(ids uuid[], attempts int[], states text[], results text[], classes text[], codes text[], details text[], delays interval[])
    RETURNS SETOF uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    ended uuid[];
    this text;
BEGIN
    WITH written AS (
        UPDATE jobs j
        SET state = e.state, worker = NULL, lease_until = NULL, phase = e.state,
            ended_at = CASE WHEN e.state IN ('completed', 'failed', 'dead_letter', 'canceled') THEN clock_timestamp() END,
            run_at = CASE WHEN e.state IN ('retrying', 'pending') THEN clock_timestamp() + e.delay ELSE j.run_at END,
            progress = CASE WHEN e.state = 'completed' THEN 100 ELSE j.progress END,
            max_attempts = CASE WHEN e.state = 'pending' THEN j.max_attempts + 1 ELSE j.max_attempts END, -- handed back: not its fault
            result = e.result::jsonb, error_class = e.class, error_code = e.code, error_detail = e.detail
        FROM unnest(ids, attempts, states, results, classes, codes, details, delays) AS e (id, attempt, state, result, class, code, detail, delay)
        WHERE j.job_id = e.id AND j.attempt = e.attempt AND j.state = 'processing'
        RETURNING j.job_id)
    SELECT array_agg(job_id) INTO ended FROM written;
    FOR this IN SELECT DISTINCT j.state FROM jobs j WHERE j.job_id = ANY (ended) LOOP
        PERFORM log_job_events((SELECT array_agg(j.job_id) FROM jobs j WHERE j.job_id = ANY (ended) AND j.state = this),
                               'jobs.' || CASE this WHEN 'pending' THEN 'released' ELSE this END);
    END LOOP;
    RETURN QUERY SELECT unnest(ended);
END $$;

-- Lets an interactive job in, or says how many seconds to wait. A job of the same key is that job. With a worker named it is
-- born in that worker's hands: the answer is on its way without a turn through the queue.
CREATE FUNCTION admit_job(new_id uuid, tenant uuid, person uuid, of_kind text, new_key text, new_args text, attempts int, by_worker text, lease interval)
    RETURNS TABLE (job_id uuid, is_new boolean, retry_after double precision)
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    q quotas;
    busy bigint;
    b buckets;
BEGIN
    RETURN QUERY SELECT j.job_id, false, NULL::double precision FROM jobs j WHERE j.tenant_id = tenant AND j.kind = of_kind AND j.key = new_key;
    IF FOUND THEN RETURN; END IF;
    FOR q IN SELECT DISTINCT ON (c.scope = 'tenant') c.* FROM quotas c
             WHERE c.tenant_id = tenant AND c.lane = 'interactive' AND (c.scope IN ('tenant', 'each_user') OR c.user_id = person)
             ORDER BY c.scope = 'tenant', c.user_id NULLS LAST LOOP
        PERFORM pg_advisory_xact_lock(hashtext('preciso.quota'), hashtext(CASE WHEN q.scope = 'tenant' THEN tenant::text ELSE person::text END));
        SELECT count(*) INTO busy FROM jobs j
        WHERE j.tenant_id = tenant AND j.lane = 'interactive' AND j.state IN ('pending', 'retrying', 'processing') AND (q.scope = 'tenant' OR j.user_id = person);
        SELECT * INTO b FROM buckets c WHERE c.tenant_id = tenant AND c.lane = 'interactive' AND c.user_id IS NOT DISTINCT FROM CASE WHEN q.scope <> 'tenant' THEN person END;
        IF quota_left(q, busy, b.tokens, b.refilled_at) < 1 THEN
            RETURN QUERY SELECT NULL::uuid, false, CASE
                WHEN busy >= q.concurrency OR b.tokens IS NULL THEN 1
                ELSE greatest(0.1, (1 - b.tokens) * 60 / q.rate_per_minute - extract(epoch FROM clock_timestamp() - b.refilled_at)) END;
            RETURN;
        END IF;
    END LOOP;
    PERFORM spend_tokens(tenant, person, 'interactive', 1);
    INSERT INTO jobs AS j (job_id, tenant_id, user_id, kind, lane, key, state, attempt, max_attempts, run_at, args, created_at, worker, lease_until, started_at, phase)
    VALUES (new_id, tenant, person, of_kind, 'interactive', new_key, CASE WHEN by_worker IS NULL THEN 'pending' ELSE 'processing' END,
            CASE WHEN by_worker IS NULL THEN 0 ELSE 1 END, attempts, clock_timestamp(), new_args::jsonb, clock_timestamp(), by_worker,
            CASE WHEN by_worker IS NOT NULL THEN clock_timestamp() + lease END, CASE WHEN by_worker IS NOT NULL THEN clock_timestamp() END,
            CASE WHEN by_worker IS NOT NULL THEN 'starting' END)
    ON CONFLICT ON CONSTRAINT jobs_tenant_id_kind_key_key DO NOTHING;
    IF NOT FOUND THEN -- the same call, at the same moment
        RETURN QUERY SELECT j.job_id, false, NULL::double precision FROM jobs j WHERE j.tenant_id = tenant AND j.kind = of_kind AND j.key = new_key;
        RETURN;
    END IF;
    PERFORM log_job_events(ARRAY[new_id], 'jobs.enqueued');
    RETURN QUERY SELECT new_id, true, NULL::double precision;
END $$;

-- Seconds until something may be claimed that cannot be now: a retry comes due, a lease runs out, a rate has a token again.
DROP FUNCTION next_job_due();
CREATE FUNCTION next_job_due() RETURNS double precision
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN (SELECT extract(epoch FROM min(due) - clock_timestamp())
            FROM (SELECT min(run_at) AS due FROM jobs WHERE state = 'retrying'
                  UNION ALL
                  SELECT min(lease_until) FROM jobs WHERE state = 'processing'
                  UNION ALL
                  SELECT min(b.refilled_at + make_interval(secs => (1 - b.tokens) * 60 / q.rate_per_minute))
                  FROM buckets b
                  JOIN quotas q ON q.tenant_id = b.tenant_id AND q.lane = b.lane
                               AND CASE WHEN b.user_id IS NULL THEN q.scope = 'tenant' ELSE q.scope = 'each_user' OR q.user_id = b.user_id END
                  WHERE b.tokens < 1 AND q.rate_per_minute IS NOT NULL
                    AND EXISTS (SELECT FROM jobs j WHERE j.state IN ('pending', 'retrying') AND j.lane = b.lane AND j.tenant_id = b.tenant_id
                                                     AND (b.user_id IS NULL OR j.user_id = b.user_id))) waiting);

-- Gives committed events their place in the log. Returns how many got one.
CREATE FUNCTION sequence_events(most int) RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    start bigint;
    moved int;
BEGIN
    SELECT head INTO start FROM event_log FOR UPDATE;
    WITH next AS (
        SELECT u.event_id, start + row_number() OVER (ORDER BY u.event_id) AS place
        FROM (SELECT e.event_id FROM events e WHERE e.log_offset IS NULL ORDER BY e.event_id LIMIT most) u)
    UPDATE events e SET log_offset = next.place FROM next WHERE e.event_id = next.event_id;
    GET DIAGNOSTICS moved = ROW_COUNT;
    UPDATE event_log SET head = start + moved WHERE moved > 0;
    RETURN moved;
END $$;

CREATE FUNCTION read_events(after bigint, most int)
    RETURNS TABLE (log_offset bigint, tenant_id uuid, grain text, key text, "position" bigint, name text, version int, data text, user_id uuid, role text, occurred_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT e.log_offset, e.tenant_id, e.grain, e.key, e.position, e.name, e.version, e.data::text, e.user_id, coalesce(u.role, 'viewer'), e.occurred_at
    FROM events e LEFT JOIN users u ON u.user_id = e.user_id
    WHERE e.log_offset > after ORDER BY e.log_offset LIMIT most
$$;

-- Jobs that ended so long ago, events so old that every consumer has them, turns that say no more than the virtual time does.
CREATE FUNCTION forget_old(job_age interval, event_age interval) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
BEGIN
    CREATE TEMP TABLE old_jobs ON COMMIT DROP AS
        SELECT j.job_id FROM jobs j
        WHERE j.ended_at < now() - job_age AND NOT EXISTS (SELECT FROM documents d WHERE d.document_id = j.document_id AND d.job_id = j.job_id AND d.state <> 'deleted')
        LIMIT 10000;
    DELETE FROM job_steps s USING old_jobs o WHERE s.job_id = o.job_id;
    DELETE FROM jobs j USING old_jobs o WHERE j.job_id = o.job_id;
    DELETE FROM events e
    WHERE e.occurred_at < now() - event_age AND e.log_offset <= (SELECT min(g.log_offset) FROM consumer_groups g)
      AND e.position < (SELECT max(n.position) FROM events n WHERE n.grain = e.grain AND n.key = e.key); -- the last one numbers the next
    DELETE FROM turns t USING lanes l WHERE l.lane = t.lane AND t.user_id IS NULL AND t.pass <= l.vtime
        AND NOT EXISTS (SELECT FROM turns u WHERE u.lane = t.lane AND u.tenant_id = t.tenant_id AND u.user_id IS NOT NULL AND u.pass > t.vtime);
    DELETE FROM turns u WHERE u.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM turns t WHERE t.lane = u.lane AND t.tenant_id = u.tenant_id AND t.user_id IS NULL);
    DELETE FROM silos WHERE seen_at < now() - interval '1 day';
END $$;

-- The queue's statements are large and run often, and its tables go from empty to full and back between two ANALYZEs. So they are
-- planned once a session, and only by the indexes that are made for them, whatever the statistics say at that moment.
DO $$
DECLARE
    name text;
    setting text;
BEGIN
    FOREACH name IN ARRAY ARRAY['log_job_events', 'reap_jobs', 'take_jobs', 'claim_jobs', 'end_jobs', 'sequence_events'] LOOP
        EXECUTE format('ALTER FUNCTION %I SET plan_cache_mode = force_generic_plan', name);
        FOREACH setting IN ARRAY ARRAY['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'] LOOP
            EXECUTE format('ALTER FUNCTION %I SET %I = off', name, setting);
        END LOOP;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION forget_old, log_job_events, reap_jobs, take_jobs, spend_tokens, claim_jobs, end_jobs, next_job_due, sequence_events, read_events,
    seal_audit, record_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_job_events, spend_tokens, claim_jobs, end_jobs, next_job_due, sequence_events, read_events, seal_audit, record_audit, forget_old
    TO preciso_app;
