using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Evaluations;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Evaluations;

/// <summary>The cases of a set, version by version.</summary>
internal static class CaseStore
{
    public const int MostCases = 1_000;

    /// <summary>Of one version, in its order.</summary>
    public const string CasesSql =
        """
        SELECT r.revision_id, r.case_id, r.question, r.expected, r.expected_values, r.tags, r.required, r.unanswerable, r.within,
               r.scope::text AS scope,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('document_id', e.document_id, 'pages', e.pages) ORDER BY e.document_id), '[]')
                FROM case_evidence e WHERE e.revision_id = r.revision_id)::text AS evidence
        FROM case_set_versions v
        CROSS JOIN LATERAL unnest(v.revisions) WITH ORDINALITY AS listed (revision_id, n)
        JOIN case_revisions r ON r.revision_id = listed.revision_id
        WHERE v.set_id = @setId AND v.version = @version
        ORDER BY listed.n
        """;

    public static async Task<IReadOnlyList<CaseRevision>> Cases(NpgsqlConnection connection, Guid setId, int version) =>
        [.. await connection.QueryAsync<CaseRevision>(CasesSql, new { setId, version })];

    /// <summary>A document that is not there, or not for this caller, cannot be named.</summary>
    public static async Task RequireVisible(CaseDraft draft, UnitOfWork unit)
    {
        var named = draft.Evidence!.Select(place => place.DocumentId).Concat(draft.Within ?? []).Distinct().ToArray();
        var visible = await unit.Connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM visible_documents(@TenantId, @UserId) WHERE document_id = ANY (@named)",
            new { unit.Caller.TenantId, unit.Caller.UserId, named });
        if (visible != named.Length)
        {
            throw ProblemException.NotFound("document");
        }
    }

    public static void Add(UnitOfWork unit, Guid setId, Guid caseId, Guid revisionId, CaseDraft draft)
    {
        unit.Add(Statement.From(
            """
            INSERT INTO case_revisions (revision_id, tenant_id, set_id, case_id, question, expected, expected_values, tags, required,
                                        unanswerable, within, scope)
            VALUES (@revisionId, @TenantId, @setId, @caseId, @Question, @Expected, @values, @tags, @Required, @Unanswerable, @within,
                    @scope::jsonb)
            """,
            new
            {
                revisionId, unit.Caller.TenantId, setId, caseId, draft.Question, draft.Expected, values = draft.Values!.ToArray(),
                tags = draft.Tags!.ToArray(), draft.Required, draft.Unanswerable, within = draft.Within?.ToArray(),
                scope = draft.Scope is null ? null : JsonSerializer.Serialize(draft.Scope, PrecisoJson.Options),
            }));
        unit.Add(Statement.From(
            """
            INSERT INTO case_evidence (tenant_id, revision_id, document_id, pages)
            SELECT @TenantId, @revisionId, (place ->> 'document_id')::uuid,
                   ARRAY(SELECT page::int FROM jsonb_array_elements_text(place -> 'pages') AS page)
            FROM jsonb_array_elements(@evidence::jsonb) AS place
            """,
            new { unit.Caller.TenantId, revisionId, evidence = JsonSerializer.Serialize(draft.Evidence, PrecisoJson.Options) }));
    }

    /// <summary>The set as it is from now on. That somebody else made this version meanwhile the schema refuses.</summary>
    public static void AddVersion(UnitOfWork unit, Guid setId, int version, IEnumerable<Guid> revisions)
    {
        unit.Add(
            Statement.From(
                "INSERT INTO case_set_versions (set_id, version, tenant_id, revisions, made_at) "
                + "VALUES (@setId, @version, @TenantId, @revisions, @Now)",
                new { setId, version, unit.Caller.TenantId, revisions = revisions.ToArray(), unit.Now }),
            refused => refused.SqlState == PostgresErrorCodes.UniqueViolation ? ProblemException.ChangedMeanwhile() : null);
        unit.Add(Statement.One(
            "UPDATE case_sets SET version = @version, changed_at = @Now WHERE set_id = @setId", new { version, setId, unit.Now }));
        unit.Announce(null, null);
    }
}
