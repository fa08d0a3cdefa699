-- What the operator of the installation watches: sums over all tenants, with no tenant's name in them. Read at most every few
-- seconds by each silo, so every line goes by an index that holds only what is open.

CREATE FUNCTION installation_figures() RETURNS TABLE (name text, labels jsonb, value double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT 'preciso_queue_jobs', jsonb_build_object('lane', l.lane, 'state', s.state), coalesce(n.jobs, 0)::double precision
    FROM lanes l
    CROSS JOIN unnest(ARRAY['pending', 'retrying', 'processing', 'failed', 'dead_letter']) s (state)
    LEFT JOIN (SELECT j.lane, j.state, count(*) AS jobs FROM jobs j WHERE j.state IN ('pending', 'retrying') GROUP BY j.lane, j.state
               UNION ALL
               SELECT j.lane, j.state, count(*) FROM jobs j WHERE j.state = 'processing' GROUP BY j.lane, j.state
               UNION ALL
               SELECT j.lane, j.state, count(*) FROM jobs j WHERE j.state IN ('failed', 'dead_letter') GROUP BY j.lane, j.state) n
        ON n.lane = l.lane AND n.state = s.state
    UNION ALL
    SELECT 'preciso_queue_oldest_seconds', jsonb_build_object('lane', l.lane),
           coalesce(greatest(0, extract(epoch FROM clock_timestamp() - n.since)), 0)::double precision
    FROM lanes l
    LEFT JOIN (SELECT j.lane, min(j.run_at) AS since FROM jobs j WHERE j.state IN ('pending', 'retrying') GROUP BY j.lane) n ON n.lane = l.lane
    UNION ALL
    SELECT 'preciso_leases_expired', '{}', count(*) FROM jobs j WHERE j.state = 'processing' AND j.lease_until < clock_timestamp()
    UNION ALL
    SELECT 'preciso_consumer_lag_events', jsonb_build_object('group', g.name), greatest(0, (SELECT head FROM event_log) - g.log_offset)::double precision
    FROM consumer_groups g
    UNION ALL
    SELECT 'preciso_consumer_failing', jsonb_build_object('group', g.name), (g.error IS NOT NULL)::int::double precision FROM consumer_groups g
    UNION ALL
    SELECT 'preciso_events_unsequenced', '{}', count(*) FROM events e WHERE e.log_offset IS NULL
    UNION ALL
    SELECT 'preciso_audit_open_lines', '{}', count(*) FROM audit a WHERE a.seq IS NULL
    UNION ALL
    -- A silo says every ten seconds that it lives.
    SELECT 'preciso_silos', jsonb_build_object('role', r.role), count(s.silo)
    FROM unnest(ARRAY['gateway', 'console', 'worker', 'gpu', 'scheduler']) r (role)
    LEFT JOIN silos s ON r.role = ANY (s.roles) AND s.seen_at > clock_timestamp() - interval '35 seconds' AND NOT s.stopping
    GROUP BY r.role
    UNION ALL
    SELECT 'preciso_silo_slots', '{}', coalesce(sum(s.slots), 0) FROM silos s
    WHERE s.seen_at > clock_timestamp() - interval '35 seconds' AND NOT s.stopping AND s.roles && ARRAY['worker', 'gpu']
    UNION ALL
    SELECT 'preciso_database_bytes', '{}', pg_database_size(current_database())::double precision
$$;

REVOKE EXECUTE ON FUNCTION installation_figures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION installation_figures TO preciso_app;
