-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Work for a silo's free slots: general ones take any lane, express ones only what people wait for. One silo claims at a time,
-- so shares and quotas are exact; the lanes go by priority, but a waiting lane is owed its floor of the claims.
CREATE OR REPLACE FUNCTION claim_jobs(by_worker text, kinds text[], general int, express int, lasting interval)
    RETURNS TABLE (
        job_id uuid, tenant_id uuid, user_id uuid, role text, kind text, lane text, document_id uuid,
        attempt int, max_attempts int, args text, is_express boolean, token uuid)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
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
        SELECT j.job_id, j.tenant_id, j.user_id, u.role, j.kind, j.lane, j.document_id,
               j.attempt, j.max_attempts, j.args::text, j.job_id = ANY (fast), j.lease
        FROM jobs j JOIN users u ON u.user_id = j.user_id
        WHERE j.job_id = ANY (fast || slow);
END $$;

REVOKE EXECUTE ON FUNCTION claim_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_jobs TO preciso_app;
