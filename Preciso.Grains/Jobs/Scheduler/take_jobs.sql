-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- The next jobs of one lane, at most so many. Start-time fair queueing twice: among tenants by their weight, and among the
-- users of each. Whoever comes back from being idle starts at the virtual time of now: nothing is saved up, nothing is owed.
CREATE OR REPLACE FUNCTION take_jobs(of_lane text, kinds text[], most int, by_worker text, lasting interval) RETURNS uuid[]
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
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
        SELECT j.tenant_id, j.user_id, count(*) AS n FROM jobs j
        WHERE j.state = 'processing' AND j.lane = of_lane GROUP BY j.tenant_id, j.user_id),
    standing AS (
        SELECT a.tenant_id, a.user_id, t.weight,
               greatest(coalesce(tt.pass, 0), l.vtime) AS tenant_start,
               greatest(coalesce(ut.pass, 0), coalesce(tt.vtime, 0)) AS user_start,
               CASE WHEN limited AND tq.tenant_id IS NOT NULL
                    THEN quota_left(tq, (SELECT coalesce(sum(r.n), 0)::bigint FROM running r WHERE r.tenant_id = a.tenant_id),
                                    tb.tokens, tb.refilled_at)
                    ELSE 'infinity'::double precision END AS tenant_left,
               CASE WHEN limited AND uq.found
                    THEN quota_left(uq.quota, (SELECT coalesce(sum(r.n), 0)::bigint FROM running r
                                               WHERE r.tenant_id = a.tenant_id AND r.user_id = a.user_id),
                                    ub.tokens, ub.refilled_at)
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
        SELECT f.*, f.tenant_start + (sum(f.cost) OVER one_tenant - f.cost) / f.weight AS tenant_tag,
               row_number() OVER one_tenant AS of_tenant
        FROM first_of_users f
        WHERE f.of_user <= f.user_left
        WINDOW one_tenant AS (PARTITION BY f.tenant_id ORDER BY f.user_tag, f.run_at, f.job_id)),
    chosen AS (
        SELECT f.* FROM first_of_tenants f WHERE f.of_tenant <= f.tenant_left ORDER BY f.tenant_tag, f.run_at, f.job_id LIMIT most),
    locked AS (
        SELECT j.job_id FROM jobs j
        WHERE j.job_id IN (SELECT c.job_id FROM chosen c) AND j.state IN ('pending', 'retrying') FOR UPDATE SKIP LOCKED),
    claimed AS (
        UPDATE jobs j
        SET state = 'processing', worker = by_worker, lease = gen_random_uuid(), lease_until = clock_timestamp() + lasting,
            attempt = j.attempt + 1, progress_before = j.progress, started_at = coalesce(j.started_at, clock_timestamp()),
            phase = 'starting', error_class = NULL, error_code = NULL, error_detail = NULL
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
        UPDATE lanes l SET vtime = greatest(l.vtime, (SELECT max(s.tenant_tag) FROM served s))
        WHERE l.lane = of_lane AND EXISTS (SELECT FROM served))
    SELECT array_agg(s.job_id) INTO taken FROM served s;

    IF taken IS NOT NULL AND limited AND EXISTS (SELECT FROM quotas q WHERE q.lane = of_lane AND q.rate_per_minute IS NOT NULL) THEN
        PERFORM spend_tokens(j.tenant_id, j.user_id, of_lane, count(*)::int)
        FROM jobs j WHERE j.job_id = ANY (taken) GROUP BY j.tenant_id, j.user_id;
    END IF;
    RETURN coalesce(taken, '{}');
END $$;

REVOKE EXECUTE ON FUNCTION take_jobs FROM PUBLIC;
