-- How people order their files: spaces, tags, the trash, saved views; and finding a document by what it says.

-- A space is one person's or one team's. What lies in a team's space its members may read: by a grant that says so, which comes and goes
-- with the document's place, so that visible_documents stays the only rule.
CREATE TABLE spaces (
    space_id   uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    owner_id   uuid,
    team_id    uuid,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK (num_nonnulls(owner_id, team_id) = 1),
    UNIQUE (tenant_id, space_id, name),
    UNIQUE (tenant_id, owner_id, name),
    UNIQUE (tenant_id, team_id, name),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, user_id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, team_id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES users (tenant_id, user_id)
);

CREATE TABLE document_tags (
    tenant_id   uuid NOT NULL,
    document_id uuid NOT NULL,
    tag         text NOT NULL CHECK (tag = lower(tag) AND tag = btrim(tag) AND length(tag) BETWEEN 1 AND 50),
    added_by    uuid NOT NULL,
    added_at    timestamptz NOT NULL,
    PRIMARY KEY (document_id, tag),
    FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, document_id),
    FOREIGN KEY (tenant_id, added_by) REFERENCES users (tenant_id, user_id)
);
CREATE INDEX document_tags_tag ON document_tags (tenant_id, tag, document_id);

-- What a person has filtered by, under a name of theirs: the query of the list's address.
CREATE TABLE saved_views (
    view_id   uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    query     text NOT NULL CHECK (length(query) <= 2000),
    columns   text[] NOT NULL,
    saved_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, user_id, name),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id)
);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['spaces', 'document_tags', 'saved_views'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON spaces, document_tags, saved_views TO preciso_app;

-- Documents ----------------------------------------------------------------------------------------------------------

-- The labels of before become spaces of the people who gave them. A document keeps its space's name beside the key of it.
INSERT INTO spaces (space_id, tenant_id, name, owner_id, created_by, created_at)
SELECT gen_random_uuid(), tenant_id, space, owner_id, owner_id, min(created_at)
FROM documents WHERE space IS NOT NULL GROUP BY tenant_id, owner_id, space;

ALTER TABLE documents
    ADD COLUMN space_id     uuid,
    ADD COLUMN deleted_at   timestamptz,
    ADD COLUMN deleted_by   uuid,
    -- What it was when it was deleted, which it becomes again.
    ADD COLUMN deleted_from text CHECK (deleted_from IN ('queued', 'reading', 'indexing', 'ready', 'needs_review', 'rejected', 'failed')),
    -- The document that it went with, and with which it comes back.
    ADD COLUMN deleted_with uuid,
    -- Its content is gone for good.
    ADD COLUMN erased_at    timestamptz;

UPDATE documents d SET space_id = s.space_id FROM spaces s
WHERE s.tenant_id = d.tenant_id AND s.owner_id = d.owner_id AND s.name = d.space;

-- What was deleted before there was a trash lies in it from now on; what had not been read is read anew.
UPDATE documents SET deleted_at = updated_at, deleted_by = owner_id,
    deleted_from = CASE WHEN chunks > 0 AND pages IS NOT NULL AND error_code IS NULL THEN 'ready' ELSE 'queued' END,
    approval = 'none', approval_id = NULL
WHERE state = 'deleted';

ALTER TABLE documents
    ADD FOREIGN KEY (tenant_id, space_id, space) REFERENCES spaces (tenant_id, space_id, name),
    ADD FOREIGN KEY (tenant_id, deleted_by) REFERENCES users (tenant_id, user_id),
    ADD FOREIGN KEY (tenant_id, deleted_with) REFERENCES documents (tenant_id, document_id),
    ADD CHECK (space_id IS NULL OR space IS NOT NULL),
    ADD CHECK (deleted_at IS NULL OR (state = 'deleted' AND deleted_by IS NOT NULL AND deleted_from IS NOT NULL)),
    ADD CHECK (deleted_at IS NOT NULL OR (erased_at IS NULL AND deleted_with IS NULL));
CREATE INDEX documents_of_space ON documents (space_id) WHERE space_id IS NOT NULL;
CREATE INDEX documents_in_trash ON documents (tenant_id, owner_id, deleted_at DESC, document_id DESC)
    WHERE deleted_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX documents_trash_due ON documents (deleted_at) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;

-- Set on a grant that a document's place gave, and that goes with it.
ALTER TABLE document_grants
    ADD COLUMN space_id uuid REFERENCES spaces,
    ADD CHECK (space_id IS NULL OR (team_id IS NOT NULL AND permission = 'read'));

-- The spaces that a person may see: their own, and those of their teams.
CREATE FUNCTION visible_spaces(tenant uuid, reader uuid) RETURNS TABLE (space_id uuid, name text)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT s.space_id, s.name FROM spaces s
    WHERE s.tenant_id = tenant
      AND (s.owner_id = reader OR s.team_id IN (SELECT m.team_id FROM team_members m WHERE m.tenant_id = tenant AND m.user_id = reader))
$$;

-- The documents in which all of these terms stand, whoever may read them: to be joined with those that the reader may.
CREATE FUNCTION documents_holding(tenant uuid, terms text[]) RETURNS TABLE (document_id uuid)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT p.document_id FROM postings p
    WHERE p.tenant_id = tenant AND p.term = ANY (terms) AND p.chunks > 0
    GROUP BY p.document_id HAVING count(*) = cardinality(terms)
$$;

-- What has lain in the trash for long enough, of any tenant.
CREATE FUNCTION trash_due(before timestamptz, most int) RETURNS TABLE (tenant_id uuid, document_id uuid, owner_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
    SELECT d.tenant_id, d.document_id, d.owner_id FROM documents d
    WHERE d.deleted_at < before AND d.erased_at IS NULL ORDER BY d.deleted_at LIMIT most
$$;
REVOKE EXECUTE ON FUNCTION trash_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trash_due TO preciso_app;
