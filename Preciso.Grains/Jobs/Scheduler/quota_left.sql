-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- What a quota leaves now: how many more jobs may start.
CREATE OR REPLACE FUNCTION quota_left(quota quotas, running bigint, tokens double precision, refilled_at timestamptz)
    RETURNS double precision
    LANGUAGE sql STABLE
    RETURN least(
        CASE WHEN quota.concurrency IS NOT NULL THEN quota.concurrency - running ELSE 'infinity'::double precision END,
        CASE WHEN quota.rate_per_minute IS NULL THEN 'infinity'::double precision
             WHEN tokens IS NULL THEN quota.burst
             ELSE floor(least(quota.burst, tokens + extract(epoch FROM clock_timestamp() - refilled_at) * quota.rate_per_minute / 60)) END);
