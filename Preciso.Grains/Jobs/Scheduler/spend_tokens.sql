-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Takes tokens out of the buckets of a tenant and of a user, where these have a rate.
CREATE OR REPLACE FUNCTION spend_tokens(tenant uuid, person uuid, of_lane text, spent int) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public
AS $$
    INSERT INTO buckets AS b (tenant_id, lane, user_id, tokens, refilled_at)
    SELECT tenant, of_lane, CASE WHEN q.scope <> 'tenant' THEN person END, q.burst - spent, clock_timestamp()
    FROM (SELECT DISTINCT ON (scope = 'tenant') scope, rate_per_minute, burst
          FROM quotas
          WHERE tenant_id = tenant AND lane = of_lane AND (scope IN ('tenant', 'each_user') OR user_id = person)
          ORDER BY scope = 'tenant', user_id NULLS LAST) q
    WHERE q.rate_per_minute IS NOT NULL
    ORDER BY q.scope
    ON CONFLICT (tenant_id, lane, user_id) DO UPDATE
    SET refilled_at = excluded.refilled_at,
        tokens = (SELECT least(q.burst, b.tokens + extract(epoch FROM excluded.refilled_at - b.refilled_at) * q.rate_per_minute / 60)
                         - spent
                  FROM quotas q
                  WHERE q.tenant_id = b.tenant_id AND q.lane = b.lane
                    AND CASE WHEN b.user_id IS NULL THEN q.scope = 'tenant' ELSE q.scope = 'each_user' OR q.user_id = b.user_id END
                  ORDER BY q.user_id NULLS LAST LIMIT 1)
$$;

REVOKE EXECUTE ON FUNCTION spend_tokens FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spend_tokens TO preciso_app;
