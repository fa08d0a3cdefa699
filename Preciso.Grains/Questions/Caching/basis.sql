-- What stands before a question is read: the question before it, whoever's, as it was understood (that is made of questions alone, so that
-- nothing comes in of an answer which the asker may not read), what the tenant decided, and the digest of what may answer it. A
-- document's version is raised by whatever happens to it, but for its facts being made anew after a correction, which has a mark of its
-- own, and for its vectors of meaning, which are told by the last of them; which documents there are says who may read what.
SELECT (SELECT coalesce(j.result ->> 'understood', j.args ->> 'question')
        FROM visible_threads(@TenantId, @UserId) t JOIN thread_questions q USING (thread_id) JOIN jobs j ON j.job_id = q.job_id
        WHERE t.thread_id = @ThreadId AND q.job_id < @JobId
        ORDER BY q.job_id DESC
        LIMIT 1) AS before,
       coalesce(p.version, 0) AS policy,
       (SELECT coalesce(max(l.version), 0) FROM measure_lists l WHERE l.tenant_id = @TenantId) AS measures,
       coalesce(p.cache, true) AS cache,
       coalesce(p.rerank, true) AS rerank,
       coalesce(p.compress, true) AS compress,
       CASE WHEN coalesce(p.cache, true) THEN
           (SELECT sha256(coalesce(string_agg(
                       uuid_send(d.document_id) || int8send(d.version) || int8send(coalesce(m.last_chunk, 0))
                           || coalesce(uuid_send(d.facts_follow), ''), ''
                       ORDER BY d.document_id), ''))
            FROM asked_documents(@TenantId, @UserId, @Documents, @Spaces, @Types, @AddedFrom, @AddedUntil) v
            JOIN documents d USING (document_id)
            LEFT JOIN embedded_documents m ON m.document_id = d.document_id AND m.embedder = e.embedder) END AS sees,
       e.embedder
FROM (SELECT) one
LEFT JOIN LATERAL (
    SELECT a.version, a.cache, a.rerank, a.compress FROM answer_policies a
    WHERE a.tenant_id = @TenantId ORDER BY a.version DESC LIMIT 1) p ON true
LEFT JOIN tenant_embedders e ON e.tenant_id = @TenantId AND e.serves
