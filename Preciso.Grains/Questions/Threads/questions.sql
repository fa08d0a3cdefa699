-- The questions of one conversation of the reader's, newest first, with the answers as they were given, but for what they quote from
-- documents that the reader may no longer read: neither the evidence nor a statement that stands on it leaves the database.
WITH asked AS MATERIALIZED (
    SELECT j.job_id, j.state, j.created_at, j.args, j.result
    FROM threads t
    JOIN thread_questions q USING (thread_id)
    JOIN jobs j ON j.job_id = q.job_id
    WHERE t.thread_id = @thread AND t.user_id = @reader AND (@after::uuid IS NULL OR q.job_id < @after)
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
       CASE WHEN a.args ? 'document_ids' THEN
           (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.document_id, 'filename', v.filename) ORDER BY n.n), '[]')
            FROM jsonb_array_elements_text(a.args -> 'document_ids') WITH ORDINALITY n (id, n)
            JOIN visible v ON v.document_id = n.id::uuid) END::text AS documents,
       CASE WHEN a.result IS NOT NULL THEN
           a.result || jsonb_build_object(
               'answer', CASE WHEN cardinality(kept.numbers) = jsonb_array_length(a.result -> 'evidence') THEN a.result -> 'answer'
                              ELSE to_jsonb(coalesce(said.text, '')) END,
               'evidence', kept.items,
               'statements', said.items,
               'derivation', CASE WHEN cardinality(kept.numbers) = jsonb_array_length(a.result -> 'evidence')
                                  THEN a.result -> 'derivation' END,
               'held', (SELECT jsonb_agg(h.item ORDER BY h.n)
                        FROM jsonb_array_elements(CASE jsonb_typeof(a.result -> 'held') WHEN 'array' THEN a.result -> 'held' END)
                             WITH ORDINALITY h (item, n)
                        JOIN visible v ON v.document_id = (h.item ->> 'id')::uuid),
               'withheld', nullif(jsonb_array_length(a.result -> 'evidence') - cardinality(kept.numbers), 0)) END::text AS answer,
       r.helpful,
       r.reason,
       r.note
FROM asked a
LEFT JOIN answer_ratings r USING (job_id)
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(e.n ORDER BY e.n), '{}') AS numbers, coalesce(jsonb_agg(e.item ORDER BY e.n), '[]') AS items
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
ORDER BY a.job_id DESC
