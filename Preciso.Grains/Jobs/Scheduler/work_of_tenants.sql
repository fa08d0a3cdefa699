-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- The work of every tenant: what ended in a time, and what stands now. Only the company that runs the installation gets any row.
CREATE OR REPLACE FUNCTION work_of_tenants(since timestamptz, until timestamptz)
    RETURNS TABLE (tenant_id uuid, name text, completed int, failed int, waiting int, running int)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
AS $$
BEGIN
    IF NOT coalesce(is_house(current_tenant()), false) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT t.tenant_id, t.name, e.completed, e.failed, coalesce(o.waiting, 0), coalesce(o.running, 0)
    FROM tenants t
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE j.state = 'completed')::int AS completed,
               count(*) FILTER (WHERE j.state IN ('failed', 'dead_letter'))::int AS failed
        FROM jobs j WHERE j.tenant_id = t.tenant_id AND j.ended_at >= since AND j.ended_at < until) e
    LEFT JOIN (
        SELECT n.tenant_id, sum(n.waiting)::int AS waiting, sum(n.running)::int AS running
        FROM (SELECT j.tenant_id, count(*) AS waiting, 0 AS running FROM jobs j
              WHERE j.state IN ('pending', 'retrying') GROUP BY j.tenant_id
              UNION ALL
              SELECT j.tenant_id, 0, count(*) FROM jobs j WHERE j.state = 'processing' GROUP BY j.tenant_id) n
        GROUP BY n.tenant_id) o ON o.tenant_id = t.tenant_id
    ORDER BY e.completed + e.failed + coalesce(o.waiting, 0) + coalesce(o.running, 0) DESC, t.name, t.tenant_id
    LIMIT 50;
END $$;

REVOKE EXECUTE ON FUNCTION work_of_tenants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work_of_tenants TO preciso_app;
