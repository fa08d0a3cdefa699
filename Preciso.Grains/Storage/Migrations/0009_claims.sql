-- A claim holds the others up no longer than it takes to write it down in memory: it does not wait for the disk. Such a claim may
-- be lost when the server crashes, with its worker at work already, and the same attempt is then given to another. So the fence is
-- no longer the number of the attempt but the lease: a token made anew by each claim, which no other claim can have.
--
-- Why that is enough: the log of the server is written in order. Whatever a worker writes for good under its lease lies behind the
-- claim in that log, so once that is on the disk, the claim is. A claim that was lost had nothing written under it, and nothing will
-- be: its token is in no row. Work that is done outside the database may be done twice, as after any death of a worker.

-- Who holds it: exactly while it is at work.
ALTER TABLE jobs ADD COLUMN lease uuid;
UPDATE jobs SET lease = gen_random_uuid() WHERE state = 'processing';
ALTER TABLE jobs ADD CONSTRAINT jobs_lease CHECK ((state = 'processing') = (lease IS NOT NULL));

-- Each of a job's states and events is an entry in each of their indexes. These are read by none, or by no more than others give:
-- jobs_tenant_id_job_id_key is read backwards as well.
DROP INDEX jobs_of_tenant, jobs_of_document, events_of_tenant;
CREATE INDEX jobs_of_document ON jobs (document_id) WHERE document_id IS NOT NULL;

DROP FUNCTION claim_jobs, take_jobs, end_jobs, admit_job;

-- Jobs whose worker fell silent: the next worker's, or, after the last attempt, a person's.
CREATE OR REPLACE FUNCTION reap_jobs() RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    again uuid[];
    dead uuid[];
    begun timestamptz := clock_timestamp(); -- an index is not searched by a function that changes while it is searched
BEGIN
    WITH silent AS (
        SELECT job_id FROM jobs WHERE state = 'processing' AND lease_until < begun FOR UPDATE SKIP LOCKED),
    reaped AS (
        UPDATE jobs j
        SET state = CASE WHEN j.attempt < j.max_attempts THEN 'retrying' ELSE 'dead_letter' END,
            worker = NULL, lease = NULL, lease_until = NULL, run_at = now(), error_class = 'timeout',
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

-- The next jobs of one lane, at most so many. Start-time fair queueing twice: among tenants by their weight, and among the
-- users of each. Whoever comes back from being idle starts at the virtual time of now: nothing is saved up, nothing is owed.
CREATE FUNCTION take_jobs(of_lane text, kinds text[], most int, by_worker text, lasting interval) RETURNS uuid[]
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
        SET state = 'processing', worker = by_worker, lease = gen_random_uuid(), lease_until = clock_timestamp() + lasting, attempt = j.attempt + 1,
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

-- Work for a silo's free slots: general ones take any lane, express ones only what people wait for. One silo claims at a time,
-- so shares and quotas are exact; the lanes go by priority, but a waiting lane is owed its floor of the claims.
CREATE FUNCTION claim_jobs(by_worker text, kinds text[], general int, express int, lasting interval)
    RETURNS TABLE (job_id uuid, tenant_id uuid, user_id uuid, role text, kind text, lane text, document_id uuid, attempt int, max_attempts int, args text, is_express boolean, token uuid)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    fast uuid[] := '{}';
    slow uuid[] := '{}';
    got uuid[];
    waiting text[] := '{}';
    chosen text;
    lanes text[] := ARRAY['interactive', 'approval'] || CASE WHEN general > 0 THEN ARRAY['ingest', 'batch'] END;
    begun timestamptz := clock_timestamp();
BEGIN
    -- Every silo is told of work and the first takes it: the others find nothing, and neither wait nor write.
    IF NOT EXISTS (SELECT FROM jobs j WHERE j.state IN ('pending', 'retrying') AND j.lane = ANY (lanes))
       AND NOT EXISTS (SELECT FROM jobs j WHERE j.state = 'processing' AND j.lease_until < begun) THEN
        RETURN;
    END IF;
    PERFORM set_config('synchronous_commit', 'off', true); -- until this transaction ends
    PERFORM pg_advisory_xact_lock(hashtext('preciso.claim'));
    PERFORM reap_jobs();
    FOREACH chosen IN ARRAY lanes LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM jobs j WHERE j.lane = chosen AND j.state IN ('pending', 'retrying'));
        waiting := waiting || chosen;
        IF chosen IN ('interactive', 'approval') AND express > cardinality(fast) THEN
            fast := fast || take_jobs(chosen, kinds, express - cardinality(fast), by_worker, lasting);
        END IF;
    END LOOP;
    WHILE cardinality(slow) < general AND cardinality(waiting) > 0 LOOP
        SELECT l.lane INTO chosen FROM lanes l WHERE l.lane = ANY (waiting) ORDER BY l.credit >= 1 DESC, l.priority LIMIT 1;
        got := take_jobs(chosen, kinds, CASE WHEN cardinality(waiting) = 1 THEN general - cardinality(slow) ELSE 1 END, by_worker, lasting);
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
        SELECT j.job_id, j.tenant_id, j.user_id, u.role, j.kind, j.lane, j.document_id, j.attempt, j.max_attempts, j.args::text, j.job_id = ANY (fast), j.lease
        FROM jobs j JOIN users u ON u.user_id = j.user_id
        WHERE j.job_id = ANY (fast || slow);
END $$;

-- Ends attempts of a worker, or sends them back to wait; each only under the lease that still holds. Returns which.
CREATE FUNCTION end_jobs(ids uuid[], tokens uuid[], states text[], results text[], classes text[], codes text[], details text[], delays interval[])
    RETURNS SETOF uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    ended uuid[];
    this text;
BEGIN
    WITH written AS (
        UPDATE jobs j
        SET state = e.state, worker = NULL, lease = NULL, lease_until = NULL, phase = e.state,
            ended_at = CASE WHEN e.state IN ('completed', 'failed', 'dead_letter', 'canceled') THEN clock_timestamp() END,
            run_at = CASE WHEN e.state IN ('retrying', 'pending') THEN clock_timestamp() + e.delay ELSE j.run_at END,
            progress = CASE WHEN e.state = 'completed' THEN 100 ELSE j.progress END,
            max_attempts = CASE WHEN e.state = 'pending' THEN j.max_attempts + 1 ELSE j.max_attempts END, -- handed back: not its fault
            result = e.result::jsonb, error_class = e.class, error_code = e.code, error_detail = e.detail
        FROM unnest(ids, tokens, states, results, classes, codes, details, delays) AS e (id, token, state, result, class, code, detail, delay)
        WHERE j.job_id = e.id AND j.lease = e.token
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
CREATE FUNCTION admit_job(new_id uuid, tenant uuid, person uuid, of_kind text, new_key text, new_args text, attempts int, by_worker text, token uuid, lasting interval)
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
    INSERT INTO jobs AS j (job_id, tenant_id, user_id, kind, lane, key, state, attempt, max_attempts, run_at, args, created_at, worker, lease, lease_until, started_at, phase)
    VALUES (new_id, tenant, person, of_kind, 'interactive', new_key, CASE WHEN by_worker IS NULL THEN 'pending' ELSE 'processing' END,
            CASE WHEN by_worker IS NULL THEN 0 ELSE 1 END, attempts, clock_timestamp(), new_args::jsonb, clock_timestamp(), by_worker, token,
            CASE WHEN by_worker IS NOT NULL THEN clock_timestamp() + lasting END, CASE WHEN by_worker IS NOT NULL THEN clock_timestamp() END,
            CASE WHEN by_worker IS NOT NULL THEN 'starting' END)
    ON CONFLICT ON CONSTRAINT jobs_tenant_id_kind_key_key DO NOTHING;
    IF NOT FOUND THEN -- the same call, at the same moment
        RETURN QUERY SELECT j.job_id, false, NULL::double precision FROM jobs j WHERE j.tenant_id = tenant AND j.kind = of_kind AND j.key = new_key;
        RETURN;
    END IF;
    PERFORM log_job_events(ARRAY[new_id], 'jobs.enqueued');
    RETURN QUERY SELECT new_id, true, NULL::double precision;
END $$;

-- Gives committed events their place in the log. Returns how many got one; null when another silo is at it.
CREATE OR REPLACE FUNCTION sequence_events(most int) RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    start bigint;
    moved int;
BEGIN
    IF NOT EXISTS (SELECT FROM events e WHERE e.log_offset IS NULL) THEN
        RETURN 0;
    END IF;
    SELECT head INTO start FROM event_log FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    WITH next AS (
        SELECT u.event_id, start + row_number() OVER (ORDER BY u.event_id) AS place
        FROM (SELECT e.event_id FROM events e WHERE e.log_offset IS NULL ORDER BY e.event_id LIMIT most) u)
    UPDATE events e SET log_offset = next.place FROM next WHERE e.event_id = next.event_id;
    GET DIAGNOSTICS moved = ROW_COUNT;
    UPDATE event_log SET head = start + moved WHERE moved > 0;
    RETURN moved;
END $$;

-- Seconds until something may be claimed that cannot be now: a retry comes due, a lease runs out, a rate has a token again.
CREATE OR REPLACE FUNCTION next_job_due() RETURNS double precision
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public -- not sql: that would be planned anew in each call
AS $$
BEGIN
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
END $$;

-- As in 0002: planned once a session, and only by the indexes that are made for them.
DO $$
DECLARE
    name text;
    setting text;
BEGIN
    FOREACH name IN ARRAY ARRAY['reap_jobs', 'take_jobs', 'claim_jobs', 'end_jobs', 'next_job_due', 'sequence_events'] LOOP
        EXECUTE format('ALTER FUNCTION %I SET plan_cache_mode = force_generic_plan', name);
        FOREACH setting IN ARRAY ARRAY['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'] LOOP
            EXECUTE format('ALTER FUNCTION %I SET %I = off', name, setting);
        END LOOP;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION take_jobs, claim_jobs, end_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_jobs, end_jobs TO preciso_app;
