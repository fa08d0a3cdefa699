-- What people are told, how they like the console, and where they were last.

CREATE TABLE user_preferences (
    user_id        uuid PRIMARY KEY,
    tenant_id      uuid NOT NULL,
    theme          text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
    density        text NOT NULL DEFAULT 'comfortable' CHECK (density IN ('comfortable', 'compact')),
    language       text CHECK (language IN ('ko', 'en')),
    rail_folded    boolean NOT NULL DEFAULT false,
    muted          text[] NOT NULL DEFAULT '{}' CHECK (muted <@ ARRAY['document_ready', 'document_needs_me', 'document_shared',
        'document_approved', 'document_rejected', 'job_failed', 'quota_near']),
    setup_done     text[] NOT NULL DEFAULT '{}' CHECK (setup_done <@ ARRAY['company', 'people', 'preflight', 'first_file',
        'first_question', 'first_approval']),
    setup_later    text[] NOT NULL DEFAULT '{}' CHECK (setup_later <@ ARRAY['company', 'people', 'preflight', 'first_file',
        'first_question', 'first_approval']),
    setup_closed   boolean NOT NULL DEFAULT false,
    visited_at     timestamptz,
    visited_before timestamptz,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    CHECK (visited_before < visited_at)
);

CREATE TABLE visits (
    tenant_id   uuid NOT NULL,
    user_id     uuid NOT NULL,
    document_id uuid NOT NULL,
    visited_at  timestamptz NOT NULL,
    PRIMARY KEY (user_id, document_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id) ON DELETE CASCADE
);
CREATE INDEX visits_newest ON visits (user_id, visited_at DESC);
CREATE INDEX visits_of_document ON visits (document_id);

CREATE TABLE notifications (
    notification_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    user_id         uuid NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('document_ready', 'document_needs_me', 'document_shared', 'document_approved',
                                                  'document_rejected', 'job_failed', 'quota_near')),
    reason          text CHECK (reason IN ('needs_review', 'assigned', 'changes_requested', 'failed', 'dead_letter')),
    document_id     uuid,
    job_id          uuid,
    lane            text REFERENCES lanes,
    percent         int CHECK (percent IN (80, 90, 100)),
    by_id           uuid,
    -- What it tells of: a person is told of one thing once, however often the log hands it over.
    source          text NOT NULL CHECK (length(source) BETWEEN 1 AND 100),
    created_at      timestamptz NOT NULL,
    read_at         timestamptz,
    UNIQUE (user_id, source),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, by_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE,
    CHECK (kind NOT LIKE 'document%' OR document_id IS NOT NULL),
    CHECK ((kind = 'job_failed') = (job_id IS NOT NULL)),
    CHECK ((kind = 'quota_near') = (lane IS NOT NULL AND percent IS NOT NULL)),
    CHECK ((reason IS NOT NULL) = (kind IN ('document_needs_me', 'job_failed')))
);
CREATE INDEX notifications_newest ON notifications (user_id, notification_id DESC);
CREATE INDEX notifications_unread ON notifications (user_id, notification_id DESC) WHERE read_at IS NULL;
CREATE INDEX notifications_of_document ON notifications (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX notifications_of_job ON notifications (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX notifications_oldest ON notifications (created_at);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['user_preferences', 'visits', 'notifications'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON user_preferences, visits, notifications TO preciso_app;

-- How much of its own limits a tenant has used just now, 0 to 1 and above: of what may run at once, or of what may start.
CREATE FUNCTION quota_shares(tenant uuid) RETURNS TABLE (lane text, share double precision)
    LANGUAGE sql STABLE
AS $$
    SELECT q.lane, greatest(
        CASE WHEN q.concurrency IS NOT NULL THEN
            (SELECT count(*) FROM jobs j WHERE j.tenant_id = tenant AND j.lane = q.lane AND j.state = 'processing')::float8 / q.concurrency
        END,
        CASE WHEN q.rate_per_minute IS NOT NULL AND b.tokens IS NOT NULL THEN
            1 - least(q.burst, b.tokens + extract(epoch FROM clock_timestamp() - b.refilled_at) * q.rate_per_minute / 60) / q.burst
        END)
    FROM quotas q LEFT JOIN buckets b ON b.tenant_id = q.tenant_id AND b.lane = q.lane AND b.user_id IS NULL
    WHERE q.tenant_id = tenant AND q.scope = 'tenant'
$$;

-- What is so old goes, read or not.
CREATE FUNCTION forget_notifications(age interval) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    DELETE FROM notifications n WHERE n.created_at < now() - age
$$;
REVOKE EXECUTE ON FUNCTION forget_notifications FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_notifications TO preciso_app;
