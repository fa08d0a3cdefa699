-- The board counts what ended, by lane and state, with how long it had waited: the index of what ended says it all, so that a week of a
-- hundred thousand jobs is counted without reading one of them. An entry is still written once, when a job ends.
DROP INDEX jobs_ended;
CREATE INDEX jobs_ended ON jobs (tenant_id, ended_at) INCLUDE (lane, state, created_at, started_at) WHERE ended_at IS NOT NULL;
