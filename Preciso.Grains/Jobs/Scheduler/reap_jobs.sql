-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Jobs whose worker fell silent: the next worker's, or, after the last attempt, a person's. An attempt that got further than those before
-- is not counted: workers may die under it, but it is not what kills them.
CREATE OR REPLACE FUNCTION reap_jobs() RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    again uuid[];
    dead uuid[];
    begun timestamptz := clock_timestamp(); -- an index is not searched by a function that changes while it is searched
BEGIN
    WITH silent AS (
        SELECT job_id, progress > progress_before AS got_further, attempt < max_attempts OR progress > progress_before AS again
        FROM jobs WHERE state = 'processing' AND lease_until < begun FOR UPDATE SKIP LOCKED),
    reaped AS (
        UPDATE jobs j
        SET state = CASE WHEN silent.again THEN 'retrying' ELSE 'dead_letter' END,
            max_attempts = j.max_attempts + silent.got_further::int,
            worker = NULL, lease = NULL, lease_until = NULL, run_at = now(), error_class = 'timeout',
            ended_at = CASE WHEN silent.again THEN NULL ELSE now() END,
            phase = CASE WHEN silent.again THEN 'retrying' ELSE 'dead_letter' END,
            error_code = CASE WHEN silent.again THEN 'worker_lost' ELSE 'worker_died' END,
            error_detail = CASE WHEN silent.again THEN 'Its worker fell silent; another takes it over.'
                                ELSE format('Each of %s attempts ended with the death of its worker.', j.attempt) END
        FROM silent WHERE j.job_id = silent.job_id
        RETURNING j.job_id, j.state)
    SELECT array_agg(job_id) FILTER (WHERE state = 'retrying'), array_agg(job_id) FILTER (WHERE state = 'dead_letter')
    INTO again, dead FROM reaped;
    IF again IS NOT NULL THEN PERFORM log_job_events(again, 'jobs.retrying'); END IF;
    IF dead IS NOT NULL THEN PERFORM log_job_events(dead, 'jobs.dead_letter'); END IF;
    RETURN coalesce(cardinality(again), 0) + coalesce(cardinality(dead), 0);
END $$;

REVOKE EXECUTE ON FUNCTION reap_jobs FROM PUBLIC;
