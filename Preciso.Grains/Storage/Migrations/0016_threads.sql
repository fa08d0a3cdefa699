-- What a person asked, kept in the order of a conversation. The question and its answer stay with their job, as they were given; a
-- conversation only says which jobs belong together. When the jobs have been kept for long enough, it goes with them.

-- Private to its owner. Its latest question is what lists go by; with that, nothing of it is left.
CREATE TABLE threads (
    thread_id     uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    user_id       uuid NOT NULL,
    title         text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    created_at    timestamptz NOT NULL,
    asked_at      timestamptz NOT NULL CHECK (asked_at >= created_at),
    latest_job_id uuid NOT NULL,
    UNIQUE (tenant_id, thread_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, latest_job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE
);
CREATE INDEX threads_of_user ON threads (user_id, latest_job_id DESC);
CREATE INDEX threads_latest ON threads (latest_job_id);

CREATE TABLE thread_questions (
    job_id    uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    FOREIGN KEY (tenant_id, thread_id) REFERENCES threads (tenant_id, thread_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE
);
CREATE INDEX thread_questions_of_thread ON thread_questions (thread_id, job_id DESC);

-- What who asked thinks of the answer. One word per answer, which they may change.
CREATE TABLE answer_ratings (
    job_id    uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    helpful   boolean NOT NULL,
    reason    text CHECK (reason IN ('wrong', 'incomplete', 'wrong_place', 'should_know', 'other')),
    note      text CHECK (length(note) BETWEEN 1 AND 2000),
    rated_at  timestamptz NOT NULL,
    CHECK (NOT helpful OR reason IS NULL), -- what was wrong with a good answer
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE
);
CREATE INDEX answer_ratings_of_tenant ON answer_ratings (tenant_id, rated_at DESC);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['threads', 'thread_questions', 'answer_ratings']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON threads TO preciso_app;
GRANT SELECT, INSERT, DELETE ON thread_questions TO preciso_app; -- where a question was asked never changes
GRANT SELECT, INSERT, UPDATE ON answer_ratings TO preciso_app;
