-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- How many jobs each silo works on: of all tenants for the company that runs the installation, for others their own.
CREATE OR REPLACE FUNCTION work_on_silos() RETURNS TABLE (silo text, running int)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT j.worker, count(*)::int FROM jobs j
    WHERE j.state = 'processing' AND ((SELECT is_house(current_tenant())) OR j.tenant_id = current_tenant())
    GROUP BY j.worker
$$;

REVOKE EXECUTE ON FUNCTION work_on_silos FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work_on_silos TO preciso_app;
