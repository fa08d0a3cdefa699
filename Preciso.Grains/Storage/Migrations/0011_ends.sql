-- Work that ends rightly: who waits for a limit has not failed, an event that a reader cannot take stops nobody else's, and what came out
-- of a document goes with it.

-- Events -------------------------------------------------------------------------------------------------------------

-- How often the event after log_offset could not be taken.
ALTER TABLE consumer_groups ADD COLUMN tries int NOT NULL DEFAULT 0;

-- Events that a group could not take, with the reason. They wait for an operator of their tenant; the group has gone on.
CREATE TABLE set_aside_events (
    set_aside_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id    uuid NOT NULL,
    consumer     text NOT NULL REFERENCES consumer_groups ON DELETE CASCADE,
    log_offset   bigint NOT NULL REFERENCES events (log_offset),
    error_class  text NOT NULL CHECK (error_class IN ('dependency', 'bug')),
    error_code   text NOT NULL,
    error_detail text NOT NULL,
    attempts     int NOT NULL CHECK (attempts > 0),
    since        timestamptz NOT NULL DEFAULT now(),
    UNIQUE (consumer, log_offset)
);
CREATE INDEX set_aside_events_of_tenant ON set_aside_events (tenant_id, since);
CREATE INDEX set_aside_events_offset ON set_aside_events (log_offset);
ALTER TABLE set_aside_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON set_aside_events TO preciso_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON set_aside_events TO preciso_app;

-- A group that is sent back hears again what was set aside after that place.
CREATE FUNCTION take_back_set_aside(of_consumer text, after bigint) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    DELETE FROM set_aside_events s WHERE s.consumer = of_consumer AND s.log_offset > after
$$;
REVOKE EXECUTE ON FUNCTION take_back_set_aside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_back_set_aside TO preciso_app;

-- As in 0008; and an event that is set aside is kept until its reader has taken it.
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
      AND NOT EXISTS (SELECT FROM set_aside_events s WHERE s.log_offset = e.log_offset)
      AND e.position < (SELECT max(n.position) FROM events n WHERE n.grain = e.grain AND n.key = e.key); -- the last one numbers the next
    DELETE FROM turns t USING lanes l WHERE l.lane = t.lane AND t.user_id IS NULL AND t.pass <= l.vtime
        AND NOT EXISTS (SELECT FROM turns u WHERE u.lane = t.lane AND u.tenant_id = t.tenant_id AND u.user_id IS NOT NULL AND u.pass > t.vtime);
    DELETE FROM turns u WHERE u.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM turns t WHERE t.lane = u.lane AND t.tenant_id = u.tenant_id AND t.user_id IS NULL);
END $$;

-- How many events each group has set aside, of all tenants: for the metrics, which whoever runs the installation sees.
CREATE FUNCTION set_aside_figures() RETURNS TABLE (name text, labels jsonb, value double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT 'preciso_events_set_aside', jsonb_build_object('group', g.name), count(s.set_aside_id)::double precision
    FROM consumer_groups g LEFT JOIN set_aside_events s ON s.consumer = g.name GROUP BY g.name
$$;
REVOKE EXECUTE ON FUNCTION set_aside_figures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_aside_figures TO preciso_app;

-- Documents ----------------------------------------------------------------------------------------------------------

-- The document in which it came, if it is here only because of that: it goes when the last one that it came in goes. Null for what a
-- person uploaded, before or since. Of documents from before this nobody knows; they stay.
ALTER TABLE documents
    ADD COLUMN came_out_of uuid CHECK (came_out_of <> document_id),
    ADD FOREIGN KEY (tenant_id, came_out_of) REFERENCES documents (tenant_id, document_id);
CREATE INDEX documents_parts ON documents (came_out_of) WHERE came_out_of IS NOT NULL;
