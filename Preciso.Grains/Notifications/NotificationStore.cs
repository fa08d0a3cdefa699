using Dapper;
using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Notifications;

/// <summary>The statements behind <see cref="Notifier"/>; each answers whose notifications are concerned.</summary>
internal static class NotificationStore
{
    // A reading that ends in doubt makes its passages first, and says so in the same commit: that is not ready. Jobs that only
    // tidy up after something are nobody's to hear of.
    private const string Insertion =
        """
        INSERT INTO notifications (tenant_id, user_id, kind, reason, document_id, job_id, by_id, source, created_at)
        SELECT @tenantId, to_whom.user_id, n.kind, n.reason, n.document, n.job, nullif(n.by, to_whom.user_id),
               'event/' || n.log_offset, n.at
        FROM unnest(@offsets, @kinds, @reasons, @documents, @jobs, @people, @teams, @by, @keys, @positions, @instants::timestamptz[])
            AS n (log_offset, kind, reason, document, job, person, team, by, key, position, at)
        LEFT JOIN documents d ON d.document_id = n.document
        LEFT JOIN jobs j ON j.job_id = n.job AND j.kind NOT IN ('follow_failed_ingest', 'delete_parts')
        CROSS JOIN LATERAL (
            SELECT coalesce(n.person, j.user_id, d.owner_id) AS user_id WHERE n.team IS NULL
            UNION
            SELECT m.user_id FROM team_members m WHERE m.team_id = n.team AND m.user_id <> d.owner_id) to_whom
        JOIN users u ON u.user_id = to_whom.user_id AND NOT u.disabled
        WHERE (n.document IS NULL OR d.document_id IS NOT NULL) AND (n.job IS NULL OR j.job_id IS NOT NULL)
          AND (to_whom.user_id <> n.by OR n.kind IN ('document_ready', 'job_failed') OR n.reason = 'needs_review')
          AND (n.kind <> 'document_ready' OR NOT EXISTS (
              SELECT FROM events e
              WHERE e.grain = 'document' AND e.key = n.key AND e.position = n.position + 1 AND e.name = @needsReview))
          AND NOT EXISTS (SELECT FROM user_preferences p WHERE p.user_id = to_whom.user_id AND n.kind = ANY (p.muted))
        ORDER BY n.log_offset
        ON CONFLICT (user_id, source) DO NOTHING
        RETURNING user_id
        """;

    // Of a limit the admins hear once a day that it is at 80, at 90 and at 100 percent.
    private const string Warning =
        """
        INSERT INTO notifications (tenant_id, user_id, kind, lane, percent, source, created_at)
        SELECT @tenantId, u.user_id, 'quota_near', q.lane, q.percent, format('quota/%s/%s/%s', q.lane, q.percent, @day), @now
        FROM (SELECT s.lane, CASE WHEN s.share >= 1 THEN 100 WHEN s.share >= 0.9 THEN 90 ELSE 80 END AS percent
              FROM quota_shares(@tenantId) s WHERE s.share >= 0.8) q
        JOIN users u ON u.tenant_id = @tenantId AND u.role = 'admin' AND NOT u.disabled
        WHERE NOT EXISTS (SELECT FROM user_preferences p WHERE p.user_id = u.user_id AND 'quota_near' = ANY (p.muted))
        ON CONFLICT (user_id, source) DO NOTHING
        RETURNING user_id
        """;

    public static Task<IEnumerable<Guid>> Add(Guid tenantId, List<Draft> drafts, NpgsqlConnection connection) =>
        connection.QueryAsync<Guid>(
            Insertion,
            new
            {
                tenantId,
                offsets = drafts.Select(draft => draft.Source.LogOffset).ToArray(),
                kinds = drafts.Select(draft => Snake.Case(draft.Kind)).ToArray(),
                reasons = drafts.Select(draft => draft.Reason is { } reason ? Snake.Case(reason) : null).ToArray(),
                documents = drafts.Select(draft => draft.DocumentId).ToArray(),
                jobs = drafts.Select(draft => draft.JobId).ToArray(),
                people = drafts.Select(draft => draft.UserId).ToArray(),
                teams = drafts.Select(draft => draft.TeamId).ToArray(),
                by = drafts.Select(draft => draft.Source.UserId).ToArray(),
                keys = drafts.Select(draft => draft.Source.Key).ToArray(),
                positions = drafts.Select(draft => draft.Source.Position).ToArray(),
                instants = drafts.Select(draft => draft.Source.OccurredAt).ToArray(),
                needsReview = DocumentNeedsReview.EventName,
            });

    public static Task<IEnumerable<Guid>> WarnOfQuotas(Guid tenantId, DateTimeOffset now, NpgsqlConnection connection) =>
        connection.QueryAsync<Guid>(Warning, new { tenantId, now, day = now.ToString("yyyy-MM-dd", null) });

    public static Task<IEnumerable<Guid>> WhoWasToldOf(Guid[] documents, NpgsqlConnection connection) => connection.QueryAsync<Guid>(
        "SELECT DISTINCT user_id FROM notifications WHERE document_id = ANY (@documents)", new { documents });
}
