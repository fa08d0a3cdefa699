-- Conversations that several people have, questions put to a part of the documents, and answers that are found again.

-- With whom its owner shares a conversation: people and teams. Who reads it asks in it, too.
CREATE TABLE thread_grants (
    grant_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    thread_id  uuid NOT NULL,
    user_id    uuid,
    team_id    uuid,
    granted_by uuid NOT NULL,
    granted_at timestamptz NOT NULL,
    CHECK (num_nonnulls(user_id, team_id) = 1),
    UNIQUE (thread_id, user_id),
    UNIQUE (thread_id, team_id),
    FOREIGN KEY (tenant_id, thread_id) REFERENCES threads (tenant_id, thread_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, team_id),
    FOREIGN KEY (tenant_id, granted_by) REFERENCES users (tenant_id, user_id)
);
CREATE INDEX thread_grants_user ON thread_grants (user_id, thread_id) WHERE user_id IS NOT NULL;
CREATE INDEX thread_grants_team ON thread_grants (team_id, thread_id) WHERE team_id IS NOT NULL;

-- Who has left one that a team of theirs has, until it is shared with them, or with such a team, once more.
CREATE TABLE thread_leavers (
    tenant_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    left_at   timestamptz NOT NULL,
    PRIMARY KEY (thread_id, user_id),
    FOREIGN KEY (tenant_id, thread_id) REFERENCES threads (tenant_id, thread_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id)
);

-- An answer that can be found again, with all documents that it stands on: who may not read one of them does not find it.
CREATE TABLE kept_answers (
    job_id    uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    -- SHA-256 of the terms of its question as it was understood: the same question again has the same.
    asked     bytea NOT NULL CHECK (length(asked) = 32),
    documents uuid[] NOT NULL CHECK (cardinality(documents) > 0),
    FOREIGN KEY (tenant_id, thread_id) REFERENCES threads (tenant_id, thread_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE
);
CREATE INDEX kept_answers_of_thread ON kept_answers (thread_id, job_id DESC);
CREATE INDEX kept_answers_asked ON kept_answers (tenant_id, asked, job_id DESC);

-- The terms of its question and of its text, as passages are cut: equality is what row-level security lets an index answer.
CREATE TABLE answer_terms (
    tenant_id uuid NOT NULL,
    term      text NOT NULL,
    job_id    uuid NOT NULL REFERENCES kept_answers ON DELETE CASCADE,
    PRIMARY KEY (tenant_id, term, job_id)
);
CREATE INDEX answer_terms_of_answer ON answer_terms (job_id);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['thread_grants', 'thread_leavers', 'kept_answers', 'answer_terms']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;

GRANT SELECT, INSERT, DELETE ON thread_grants, thread_leavers, kept_answers, answer_terms TO preciso_app;

-- Which conversations a person may read and ask in. The one place that says it; every query of conversations joins it.
CREATE FUNCTION visible_threads(tenant uuid, reader uuid) RETURNS TABLE (thread_id uuid, is_owner boolean)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT t.thread_id, true FROM threads t WHERE t.tenant_id = tenant AND t.user_id = reader
    UNION ALL
    SELECT g.thread_id, false
    FROM thread_grants g
    JOIN threads t ON t.thread_id = g.thread_id
    WHERE g.tenant_id = tenant AND t.tenant_id = tenant AND t.user_id <> reader
      AND (g.user_id = reader OR g.team_id IN (SELECT m.team_id FROM team_members m WHERE m.tenant_id = tenant AND m.user_id = reader))
      AND NOT EXISTS (SELECT FROM thread_leavers l WHERE l.thread_id = g.thread_id AND l.user_id = reader)
    GROUP BY g.thread_id
$$;

-- The answers that a person finds again: of conversations that they may read, and standing on nothing that they may not read now.
CREATE FUNCTION visible_answers(tenant uuid, reader uuid) RETURNS TABLE (job_id uuid, thread_id uuid, asked bytea)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT k.job_id, k.thread_id, k.asked
    FROM kept_answers k
    JOIN visible_threads(tenant, reader) v ON v.thread_id = k.thread_id
    JOIN jobs j ON j.job_id = k.job_id
    WHERE k.tenant_id = tenant AND j.state = 'completed'
      AND NOT EXISTS (SELECT FROM unnest(k.documents) AS n (id)
                      WHERE n.id NOT IN (SELECT r.document_id FROM visible_documents(tenant, reader) r))
$$;

-- The answers in which all of these terms stand, whoever may see them: to be joined with those that the reader may.
CREATE FUNCTION answers_holding(tenant uuid, terms text[]) RETURNS TABLE (job_id uuid)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT a.job_id FROM answer_terms a
    WHERE a.tenant_id = tenant AND a.term = ANY (terms)
    GROUP BY a.job_id HAVING count(*) = cardinality(terms)
$$;

-- The documents to which a question is put, of those that its asker may read: null restricts nothing. A space is looked into only by who
-- may see it, so that nobody learns from an answer what others keep where.
CREATE FUNCTION asked_documents(
    tenant uuid, reader uuid, chosen uuid[], spaces uuid[], types text[], added_from timestamptz, added_until timestamptz)
    RETURNS TABLE (document_id uuid, filename text, state text, chunks int)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT d.document_id, d.filename, d.state, d.chunks
    FROM visible_documents(tenant, reader) v
    JOIN documents d ON d.document_id = v.document_id
    WHERE d.tenant_id = tenant
      AND (chosen IS NULL OR d.document_id = ANY (chosen))
      AND (spaces IS NULL OR d.space_id IN (SELECT s.space_id FROM visible_spaces(tenant, reader) s WHERE s.space_id = ANY (spaces)))
      AND (types IS NULL OR d.type = ANY (types))
      AND (added_from IS NULL OR d.created_at >= added_from)
      AND (added_until IS NULL OR d.created_at < added_until)
$$;
