-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Events of jobs are numbered under the job's row lock, like those of any grain.
CREATE OR REPLACE FUNCTION log_job_events(ids uuid[], happened text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public -- not sql: that would be planned anew in each call
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
    INSERT INTO events (tenant_id, grain, key, position, name, data, user_id, occurred_at)
    SELECT j.tenant_id, 'job', j.job_id::text, coalesce(last.position, 0) + 1, happened,
           jsonb_strip_nulls(jsonb_build_object(
               'job_id', j.job_id, 'kind', j.kind, 'document_id', j.document_id, 'attempt', j.attempt, 'worker', j.worker,
               'error', CASE WHEN j.error_code IS NOT NULL THEN
                   jsonb_build_object('class', j.error_class, 'code', j.error_code, 'detail', coalesce(j.error_detail, '')) END)),
           j.user_id, clock_timestamp()
    FROM jobs j
    LEFT JOIN LATERAL (
        SELECT e.position FROM events e WHERE e.grain = 'job' AND e.key = j.job_id::text ORDER BY e.position DESC LIMIT 1) last ON true
    WHERE j.job_id = ANY (ids);
END $$;

REVOKE EXECUTE ON FUNCTION log_job_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_job_events TO preciso_app;
