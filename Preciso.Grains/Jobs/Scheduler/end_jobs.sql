-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Ends attempts of a worker, or sends them back to wait; each only under the lease that still holds. Returns which.
CREATE OR REPLACE FUNCTION end_jobs(
    ids uuid[], tokens uuid[], states text[], results text[], classes text[], codes text[], details text[], delays interval[])
    RETURNS SETOF uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
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
            max_attempts = CASE WHEN e.state = 'pending' OR (e.state = 'retrying' AND e.class = 'quota')
                                THEN j.max_attempts + 1 ELSE j.max_attempts END, -- handed back, or turned away by a limit: not its fault
            result = e.result::jsonb, error_class = e.class, error_code = e.code, error_detail = e.detail
        FROM unnest(ids, tokens, states, results, classes, codes, details, delays)
            AS e (id, token, state, result, class, code, detail, delay)
        WHERE j.job_id = e.id AND j.lease = e.token
        RETURNING j.job_id)
    SELECT array_agg(job_id) INTO ended FROM written;
    FOR this IN SELECT DISTINCT j.state FROM jobs j WHERE j.job_id = ANY (ended) LOOP
        PERFORM log_job_events((SELECT array_agg(j.job_id) FROM jobs j WHERE j.job_id = ANY (ended) AND j.state = this),
                               'jobs.' || CASE this WHEN 'pending' THEN 'released' ELSE this END);
    END LOOP;
    RETURN QUERY SELECT unnest(ended);
END $$;

REVOKE EXECUTE ON FUNCTION end_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_jobs TO preciso_app;
