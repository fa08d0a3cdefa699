-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Seconds until something may be claimed that cannot be now: a retry comes due, a lease runs out, a rate has a token again.
CREATE OR REPLACE FUNCTION next_job_due() RETURNS double precision
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public -- not sql: that would be planned anew in each call
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
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
                               AND CASE WHEN b.user_id IS NULL THEN q.scope = 'tenant'
                                        ELSE q.scope = 'each_user' OR q.user_id = b.user_id END
                  WHERE b.tokens < 1 AND q.rate_per_minute IS NOT NULL
                    AND EXISTS (SELECT FROM jobs j
                                WHERE j.state IN ('pending', 'retrying') AND j.lane = b.lane AND j.tenant_id = b.tenant_id
                                  AND (b.user_id IS NULL OR j.user_id = b.user_id))) waiting);
END $$;

REVOKE EXECUTE ON FUNCTION next_job_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_job_due TO preciso_app;
