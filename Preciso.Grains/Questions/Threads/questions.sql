-- The questions of one conversation that the reader may read, newest first, with the answers as they were given, but for what they quote
-- from documents that the reader may not read: neither the evidence nor a statement that stands on it leaves the database. Of others'
-- answers only what is named here does: what was looked through, what is missing and why tell of documents that the asker may read.
WITH asked AS MATERIALIZED (
    SELECT j.job_id, j.state, j.created_at, j.args, j.result, j.user_id = @reader AS own, u.name AS asked_by
    FROM visible_threads(@tenant, @reader) t
    JOIN thread_questions q USING (thread_id)
    JOIN jobs j ON j.job_id = q.job_id
    JOIN users u ON u.user_id = j.user_id
    WHERE t.thread_id = @thread AND (@after::uuid IS NULL OR q.job_id < @after)
          AND (@only::uuid IS NULL OR q.job_id = @only)
    ORDER BY q.job_id DESC
    LIMIT @limit + 1
),
visible AS MATERIALIZED (
    SELECT v.document_id, d.filename FROM visible_documents(@tenant, @reader) v JOIN documents d USING (document_id)
)
SELECT a.job_id,
       a.args ->> 'question' AS question,
       a.created_at AS asked_at,
       a.state,
       a.own AS is_own,
       a.asked_by,
       CASE WHEN a.args ? 'document_ids' THEN
           (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.document_id, 'filename', v.filename) ORDER BY n.n), '[]')
            FROM jsonb_array_elements_text(a.args -> 'document_ids') WITH ORDINALITY n (id, n)
            JOIN visible v ON v.document_id = n.id::uuid) END::text AS documents,
       CASE WHEN a.args ? 'scope' THEN
           jsonb_build_object(
               'spaces', CASE WHEN a.args -> 'scope' ? 'space_ids' THEN
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.space_id, 'name', s.name) ORDER BY n.n), '[]')
                    FROM jsonb_array_elements_text(a.args #> '{scope,space_ids}') WITH ORDINALITY n (id, n)
                    JOIN visible_spaces(@tenant, @reader) s ON s.space_id = n.id::uuid) END,
               'types', a.args #> '{scope,types}',
               'from', a.args #> '{scope,from}',
               'until', a.args #> '{scope,until}') END::text AS scope,
       CASE WHEN a.result IS NOT NULL THEN
           CASE WHEN a.own THEN a.result
                ELSE jsonb_build_object(
                    'answered', a.result -> 'answered', 'job_id', a.result -> 'job_id', 'thread_id', a.result -> 'thread_id',
                    'timings', a.result -> 'timings', 'understood', a.result -> 'understood', 'reason', told.reason) END
           || jsonb_build_object(
               'answer', CASE WHEN kept.whole THEN a.result -> 'answer' ELSE to_jsonb(coalesce(said.text, '')) END,
               'evidence', kept.items,
               'statements', said.items,
               'derivation', CASE WHEN kept.whole THEN a.result -> 'derivation' END,
               'held', held.items,
               'left_out', nullif(jsonb_array_length(a.result -> 'evidence') - cardinality(kept.numbers), 0)) END::text AS answer,
       r.helpful,
       r.reason,
       r.note
FROM asked a
LEFT JOIN answer_ratings r ON r.job_id = a.job_id AND a.own
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(e.n ORDER BY e.n), '{}') AS numbers, coalesce(jsonb_agg(e.item ORDER BY e.n), '[]') AS items,
           count(*) = jsonb_array_length(a.result -> 'evidence') AS whole
    FROM jsonb_array_elements(a.result -> 'evidence') WITH ORDINALITY e (item, n)
    JOIN visible v ON v.document_id = (e.item ->> 'document_id')::uuid) kept
CROSS JOIN LATERAL (
    SELECT string_agg(s.item ->> 'text', E'\n' ORDER BY s.n) AS text,
           coalesce(jsonb_agg(s.item || jsonb_build_object('evidence', cited.places) ORDER BY s.n), '[]') AS items
    FROM jsonb_array_elements(a.result -> 'statements') WITH ORDINALITY s (item, n)
    CROSS JOIN LATERAL (
        SELECT array_agg(c.number::bigint) AS numbers, jsonb_agg(array_position(kept.numbers, c.number::bigint) ORDER BY c.n) AS places
        FROM jsonb_array_elements_text(s.item -> 'evidence') WITH ORDINALITY c (number, n)) cited
    WHERE cited.numbers <@ kept.numbers) said
CROSS JOIN LATERAL (
    SELECT jsonb_agg(h.item ORDER BY h.n) AS items
    FROM jsonb_array_elements(CASE jsonb_typeof(a.result -> 'held') WHEN 'array' THEN a.result -> 'held' END) WITH ORDINALITY h (item, n)
    JOIN visible v ON v.document_id = (h.item ->> 'id')::uuid) held
CROSS JOIN LATERAL (
    SELECT CASE WHEN a.result ->> 'reason' IN ('too_vague', 'no_question') THEN a.result ->> 'reason'
                WHEN a.result ->> 'reason' = 'in_review' AND held.items IS NOT NULL THEN 'in_review'
                WHEN a.result ? 'reason' THEN 'not_found' END AS reason) told
ORDER BY a.job_id DESC
