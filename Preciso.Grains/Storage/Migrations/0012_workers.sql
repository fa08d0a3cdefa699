-- How far the job was when the attempt began: the death of a worker that got further costs no attempt.
ALTER TABLE jobs ADD COLUMN progress_before smallint NOT NULL DEFAULT 0;

-- The job that read a page: what an attempt of it has read, the next need not read again.
ALTER TABLE document_pages ADD COLUMN job_id uuid;

-- Pages that were begun by an attempt which followed deaths of its workers, and how often: one that kills its worker each time is given up.
CREATE TABLE pages_begun (
    tenant_id uuid NOT NULL,
    job_id    uuid NOT NULL,
    page      int NOT NULL CHECK (page > 0),
    tries     int NOT NULL CHECK (tries > 0),
    PRIMARY KEY (job_id, page),
    FOREIGN KEY (tenant_id, job_id) REFERENCES jobs (tenant_id, job_id) ON DELETE CASCADE
);
ALTER TABLE pages_begun ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON pages_begun TO preciso_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON pages_begun TO preciso_app;
