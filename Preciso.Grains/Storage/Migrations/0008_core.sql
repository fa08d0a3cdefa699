-- Grain calls that are one round trip: what they decide is one batch of statements, which the database itself must stop where it does
-- not fit what is there; and the silos are known by Orleans' membership from now on.

-- A statement of a batch has written, or found, the one row that it must; otherwise the whole batch ends here.
-- PR001: the row was changed meanwhile. PR002: the worker's lease is gone.
CREATE FUNCTION require_one(rows bigint, otherwise text) RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    IF rows <> 1 THEN
        RAISE EXCEPTION 'Expected one row, found %.', rows USING ERRCODE = otherwise;
    END IF;
END $$;

-- Which process wrote it: each connection of a silo bears the silo's name.
ALTER TABLE events ADD COLUMN silo text;
ALTER TABLE events ALTER COLUMN silo SET DEFAULT current_setting('application_name');

-- Lines of several calls at once, each with its person and instant. The one of 0002 stays for silos of the version before.
CREATE FUNCTION record_audit(
    tenant uuid, people uuid[], jobs uuid[], documents uuid[], actions text[], outcomes text[], addresses text[], details text[], instants timestamptz[])
    RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public -- not sql: that would be planned anew in each call
AS $$
BEGIN
    INSERT INTO audit (tenant_id, user_id, job_id, document_id, action, outcome, address, detail, at)
    SELECT tenant, l.person, l.job, l.document, l.action, l.outcome, l.address, l.detail::jsonb, l.instant
    FROM unnest(people, jobs, documents, actions, outcomes, addresses, details, instants)
        WITH ORDINALITY AS l (person, job, document, action, outcome, address, detail, instant, n)
    ORDER BY l.n;
END $$;
DO $$
BEGIN
    GRANT CREATE ON SCHEMA public TO preciso_audit;
    ALTER FUNCTION record_audit(uuid, uuid[], uuid[], uuid[], text[], text[], text[], text[], timestamptz[]) OWNER TO preciso_audit;
    REVOKE CREATE ON SCHEMA public FROM preciso_audit;
END $$;
REVOKE EXECUTE ON FUNCTION record_audit(uuid, uuid[], uuid[], uuid[], text[], text[], text[], text[], timestamptz[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_audit(uuid, uuid[], uuid[], uuid[], text[], text[], text[], text[], timestamptz[]) TO preciso_app;

-- As in 0002, without the silos.
CREATE OR REPLACE FUNCTION forget_old(job_age interval, event_age interval) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
BEGIN
    CREATE TEMP TABLE old_jobs ON COMMIT DROP AS
        SELECT j.job_id FROM jobs j
        WHERE j.ended_at < now() - job_age AND NOT EXISTS (SELECT FROM documents d WHERE d.document_id = j.document_id AND d.job_id = j.job_id AND d.state <> 'deleted')
        LIMIT 10000;
    DELETE FROM job_steps s USING old_jobs o WHERE s.job_id = o.job_id;
    DELETE FROM jobs j USING old_jobs o WHERE j.job_id = o.job_id;
    DELETE FROM events e
    WHERE e.occurred_at < now() - event_age AND e.log_offset <= (SELECT min(g.log_offset) FROM consumer_groups g)
      AND e.position < (SELECT max(n.position) FROM events n WHERE n.grain = e.grain AND n.key = e.key); -- the last one numbers the next
    DELETE FROM turns t USING lanes l WHERE l.lane = t.lane AND t.user_id IS NULL AND t.pass <= l.vtime
        AND NOT EXISTS (SELECT FROM turns u WHERE u.lane = t.lane AND u.tenant_id = t.tenant_id AND u.user_id IS NOT NULL AND u.pass > t.vtime);
    DELETE FROM turns u WHERE u.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM turns t WHERE t.lane = u.lane AND t.tenant_id = u.tenant_id AND t.user_id IS NULL);
END $$;

-- As in 0005, without the silos, which the membership counts.
CREATE OR REPLACE FUNCTION installation_figures() RETURNS TABLE (name text, labels jsonb, value double precision)
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
    SELECT 'preciso_database_bytes', '{}', pg_database_size(current_database())::double precision
$$;

DROP TABLE silos;
