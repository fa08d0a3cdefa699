-- The span from which a job was ordered, as W3C's traceparent: whoever follows a request's trace finds its job's, and the other way round.
-- Only there while traces are kept.
ALTER TABLE jobs ADD COLUMN trace_parent text;
