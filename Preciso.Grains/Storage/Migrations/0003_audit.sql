-- The visible side of the audit trail and of the event log.

-- What auditors ask for: what one person did, what was refused, and whether a look into a document is a new one.
CREATE INDEX audit_of_user ON audit (tenant_id, user_id, audit_id DESC);
CREATE INDEX audit_refused ON audit (tenant_id, audit_id DESC) WHERE outcome = 'refused';
CREATE INDEX audit_views ON audit (document_id, user_id, at) WHERE action = 'documents.viewed';

-- Which events of the log have been counted, so that a replay counts none of them again: nearly always one range.
CREATE TABLE usage_counted (offsets int8multirange NOT NULL);
INSERT INTO usage_counted
SELECT coalesce((SELECT int8multirange(int8range(1, log_offset, '[]')) FROM consumer_groups WHERE name = 'usage' AND log_offset > 0), '{}');
GRANT SELECT, UPDATE ON usage_counted TO preciso_app;

-- How far each reader of the log is, and how old the oldest event is that it has yet to take.
CREATE FUNCTION consumer_standings()
    RETURNS TABLE (name text, log_offset bigint, head bigint, lag_seconds double precision, error text, updated_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT g.name, g.log_offset, l.head, coalesce(greatest(0, extract(epoch FROM clock_timestamp() - oldest.occurred_at)), 0), g.error, g.updated_at
    FROM consumer_groups g
    CROSS JOIN event_log l
    LEFT JOIN LATERAL (SELECT e.occurred_at FROM events e WHERE e.log_offset > g.log_offset ORDER BY e.log_offset LIMIT 1) oldest ON true
    ORDER BY g.name
$$;
REVOKE EXECUTE ON FUNCTION consumer_standings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consumer_standings TO preciso_app;

-- The company that was here first runs the installation.
CREATE FUNCTION is_house(tenant uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN tenant = (SELECT t.tenant_id FROM tenants t ORDER BY t.created_at, t.tenant_id LIMIT 1);
REVOKE EXECUTE ON FUNCTION is_house FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_house TO preciso_app;
