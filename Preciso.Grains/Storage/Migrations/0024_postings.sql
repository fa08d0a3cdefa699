-- A posting list is read whole and scored by the process that asks, so it travels as bytes: for each passage its ordinal and its impact,
-- four bytes each, the highest byte first.
ALTER TABLE postings ADD COLUMN passages bytea;
ALTER TABLE postings ALTER COLUMN passages SET STORAGE EXTERNAL;
UPDATE postings SET passages = coalesce(
    (SELECT string_agg(int4send(u.ordinal) || float4send(u.impact), ''::bytea ORDER BY u.place)
     FROM unnest(ordinals, impacts) WITH ORDINALITY AS u (ordinal, impact, place)), ''::bytea);
ALTER TABLE postings
    DROP COLUMN chunks,
    DROP COLUMN ordinals,
    DROP COLUMN impacts,
    ALTER COLUMN passages SET NOT NULL,
    ADD CHECK (length(passages) % 8 = 0 AND (length(passages) > 0 OR identity > 0));
ALTER TABLE postings ADD COLUMN chunks int NOT NULL GENERATED ALWAYS AS (length(passages) / 8) STORED;

-- The ordinals of a posting list's passages.
CREATE FUNCTION passage_ordinals(passages bytea) RETURNS SETOF int LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT ('x' || encode(substr(passages, 8 * i + 1, 4), 'hex'))::bit(32)::int FROM generate_series(0, length(passages) / 8 - 1) AS i
$$;
