-- What a tenant decides about its answers, and answers that are given again.

-- Each change is a version of its own; the newest holds, and without any every answer is whole. withheld: role.field.
CREATE TABLE answer_policies (
    tenant_id  uuid NOT NULL REFERENCES tenants,
    version    int NOT NULL CHECK (version > 0),
    cache      boolean NOT NULL,
    rerank     boolean NOT NULL,
    compress   boolean NOT NULL,
    withheld   text[] NOT NULL
               CHECK (array_to_string(withheld, ',', '')
                      ~ '^((viewer|ops|analyst|reviewer|admin)\.(answer|evidence|derivation)(,(?!$)|$))*$'),
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version),
    FOREIGN KEY (tenant_id, changed_by) REFERENCES users (tenant_id, user_id)
);

-- The measures of its own, all of them in each version.
CREATE TABLE measure_lists (
    tenant_id  uuid NOT NULL REFERENCES tenants,
    version    int NOT NULL CHECK (version > 0),
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version),
    FOREIGN KEY (tenant_id, changed_by) REFERENCES users (tenant_id, user_id)
);
CREATE TABLE measures (
    tenant_id uuid NOT NULL,
    version   int NOT NULL,
    ordinal   int NOT NULL CHECK (ordinal > 0),
    names     text[] NOT NULL CHECK (cardinality(names) BETWEEN 1 AND 10),
    formula   text NOT NULL CHECK (length(formula) BETWEEN 1 AND 300),
    kind      text NOT NULL CHECK (kind IN ('money', 'percent', 'times', 'days')),
    PRIMARY KEY (tenant_id, version, ordinal),
    FOREIGN KEY (tenant_id, version) REFERENCES measure_lists
);

-- Under what everything that an answer depends on comes to (its digest), the job that has the answer. It goes with the job.
CREATE TABLE cached_answers (
    tenant_id uuid NOT NULL,
    key       bytea NOT NULL CHECK (length(key) = 32),
    job_id    uuid NOT NULL,
    kept_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE
);
CREATE INDEX cached_answers_of_job ON cached_answers (job_id);

-- Facts are made anew some time after a cell was corrected, in a transaction that does not pass the document's grain: by this an answer
-- from those before is told from one from those after.
ALTER TABLE documents ADD COLUMN facts_follow uuid;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['answer_policies', 'measure_lists', 'measures', 'cached_answers'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY tenant ON %I TO preciso_app USING (tenant_id = (SELECT current_tenant()))
                        WITH CHECK (tenant_id = (SELECT current_tenant()))', name);
    END LOOP;
END $$;
GRANT SELECT, INSERT ON answer_policies, measure_lists, measures TO preciso_app; -- what was decided once never changes
GRANT SELECT, INSERT, UPDATE ON cached_answers TO preciso_app;

-- Of each tenant the newest stay, and none that is so old.
CREATE FUNCTION forget_answers(age interval, most int) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    DELETE FROM cached_answers c
    USING (SELECT o.tenant_id, o.key, o.kept_at, row_number() OVER (PARTITION BY o.tenant_id ORDER BY o.kept_at DESC) AS place
           FROM cached_answers o) ranked
    WHERE c.tenant_id = ranked.tenant_id AND c.key = ranked.key AND (ranked.place > most OR ranked.kept_at < now() - age)
$$;
REVOKE EXECUTE ON FUNCTION forget_answers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_answers TO preciso_app;
