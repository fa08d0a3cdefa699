-- Version 1. Raise it with any change; Storage/Routine.cs says which changes are allowed.

-- Gives committed events their place in the log. Returns how many got one; null when another silo is at it.
CREATE OR REPLACE FUNCTION sequence_events(most int) RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public
    SET plan_cache_mode = force_generic_plan -- planned once a session, by the indexes made for it, whatever the statistics say
    SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    start bigint;
    moved int;
BEGIN
    IF NOT EXISTS (SELECT FROM events e WHERE e.log_offset IS NULL) THEN
        RETURN 0;
    END IF;
    SELECT head INTO start FROM event_log FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    WITH next AS (
        SELECT u.event_id, start + row_number() OVER (ORDER BY u.event_id) AS place
        FROM (SELECT e.event_id FROM events e WHERE e.log_offset IS NULL ORDER BY e.event_id LIMIT most) u)
    UPDATE events e SET log_offset = next.place FROM next WHERE e.event_id = next.event_id;
    GET DIAGNOSTICS moved = ROW_COUNT;
    UPDATE event_log SET head = start + moved WHERE moved > 0;
    RETURN moved;
END $$;

REVOKE EXECUTE ON FUNCTION sequence_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sequence_events TO preciso_app;
