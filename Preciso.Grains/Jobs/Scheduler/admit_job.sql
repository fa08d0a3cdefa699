-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Lets an interactive job in, or says how many seconds to wait. A job of the same key is that job. With a worker named it is
-- born in that worker's hands: the answer is on its way without a turn through the queue.
CREATE OR REPLACE FUNCTION admit_job(
    new_id uuid, tenant uuid, person uuid, of_kind text, new_key text, new_args text, attempts int,
    by_worker text, token uuid, lasting interval)
    RETURNS TABLE (job_id uuid, is_new boolean, retry_after double precision)
    LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
    q quotas;
    busy bigint;
    b buckets;
BEGIN
    RETURN QUERY
        SELECT j.job_id, false, NULL::double precision FROM jobs j
        WHERE j.tenant_id = tenant AND j.kind = of_kind AND j.key = new_key;
    IF FOUND THEN RETURN; END IF;
    FOR q IN SELECT DISTINCT ON (c.scope = 'tenant') c.* FROM quotas c
             WHERE c.tenant_id = tenant AND c.lane = 'interactive' AND (c.scope IN ('tenant', 'each_user') OR c.user_id = person)
             ORDER BY c.scope = 'tenant', c.user_id NULLS LAST LOOP
        PERFORM pg_advisory_xact_lock(
            hashtext('preciso.quota'), hashtext(CASE WHEN q.scope = 'tenant' THEN tenant::text ELSE person::text END));
        SELECT count(*) INTO busy FROM jobs j
        WHERE j.tenant_id = tenant AND j.lane = 'interactive' AND j.state IN ('pending', 'retrying', 'processing')
          AND (q.scope = 'tenant' OR j.user_id = person);
        SELECT * INTO b FROM buckets c
        WHERE c.tenant_id = tenant AND c.lane = 'interactive'
          AND c.user_id IS NOT DISTINCT FROM CASE WHEN q.scope <> 'tenant' THEN person END;
        IF quota_left(q, busy, b.tokens, b.refilled_at) < 1 THEN
            RETURN QUERY SELECT NULL::uuid, false, CASE
                WHEN busy >= q.concurrency OR b.tokens IS NULL THEN 1
                ELSE greatest(0.1, (1 - b.tokens) * 60 / q.rate_per_minute - extract(epoch FROM clock_timestamp() - b.refilled_at)) END;
            RETURN;
        END IF;
    END LOOP;
    PERFORM spend_tokens(tenant, person, 'interactive', 1);
    INSERT INTO jobs AS j (
        job_id, tenant_id, user_id, kind, lane, key, state, attempt, max_attempts,
        run_at, args, created_at, worker, lease, lease_until, started_at, phase)
    VALUES (new_id, tenant, person, of_kind, 'interactive', new_key,
            CASE WHEN by_worker IS NULL THEN 'pending' ELSE 'processing' END, CASE WHEN by_worker IS NULL THEN 0 ELSE 1 END, attempts,
            clock_timestamp(), new_args::jsonb, clock_timestamp(), by_worker, token,
            CASE WHEN by_worker IS NOT NULL THEN clock_timestamp() + lasting END,
            CASE WHEN by_worker IS NOT NULL THEN clock_timestamp() END,
            CASE WHEN by_worker IS NOT NULL THEN 'starting' END)
    ON CONFLICT ON CONSTRAINT jobs_tenant_id_kind_key_key DO NOTHING;
    IF NOT FOUND THEN -- the same call, at the same moment
        RETURN QUERY
            SELECT j.job_id, false, NULL::double precision FROM jobs j
            WHERE j.tenant_id = tenant AND j.kind = of_kind AND j.key = new_key;
        RETURN;
    END IF;
    PERFORM log_job_events(ARRAY[new_id], 'jobs.enqueued');
    RETURN QUERY SELECT new_id, true, NULL::double precision;
END $$;
