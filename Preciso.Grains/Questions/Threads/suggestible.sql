-- An answer of a conversation that the reader may read: its question as it was understood and all that it was put to, the documents that
-- it stands on as far as the reader may read them, and what was asked in its conversation;
-- and the version of the tenant's own measures.
SELECT coalesce(j.result ->> 'understood', j.args ->> 'question') AS asked,
       j.args::text AS args,
       ARRAY(SELECT DISTINCT d.document_id
             FROM jsonb_array_elements(j.result -> 'evidence') e (item)
             JOIN visible_documents(@TenantId, @UserId) d ON d.document_id = (e.item ->> 'document_id')::uuid) AS documents,
       ARRAY(SELECT coalesce(o.result ->> 'understood', o.args ->> 'question')
             FROM thread_questions s JOIN jobs o ON o.job_id = s.job_id
             WHERE s.thread_id = q.thread_id) AS before,
       (SELECT coalesce(max(l.version), 0) FROM measure_lists l WHERE l.tenant_id = @TenantId) AS measures
FROM visible_threads(@TenantId, @UserId) v
JOIN thread_questions q ON q.thread_id = v.thread_id
JOIN jobs j ON j.job_id = q.job_id
WHERE q.job_id = @jobId AND j.state = 'completed'
