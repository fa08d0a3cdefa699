using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Preciso.Bench.Browsing;

/// <summary>
/// More documents than anyone uploads for a measurement: rows like that of one which was really read, whatever columns there are, under
/// other names, in other states, of two owners, of whom one shares every other of theirs.
/// </summary>
public static class ManyDocuments
{
    private static readonly string[] Kinds = ["견적서", "세금계산서", "계약서", "영수증", "실적보고서", "invoice", "contract", "annual-report"];
    private static readonly string[] Firms = ["한빛정밀", "새빛서점", "대한상사", "미래전자", "hanbit", "saebit", "northwind"];
    private static readonly string[] Endings = ["pdf", "pdf", "pdf", "docx", "xlsx", "png"];

    /// <param name="owner">The owner of the schema, whom row-level security does not bind.</param>
    /// <param name="like">A document that is ready.</param>
    /// <param name="other">Whose every fifth document is; every other of those is shared with the owner of the one that was read.</param>
    public static async Task Add(NpgsqlConnection owner, Guid like, Guid other, int count, DateTimeOffset until)
    {
        var columns = (await owner.QueryAsync<string>(
            """
            SELECT quote_ident(column_name) FROM information_schema.columns
            WHERE table_name = 'documents' AND is_generated = 'NEVER' AND is_identity = 'NO'
            """)).AsList();
        var times = Enumerable.Range(0, count).Select(i => until.AddMinutes(i - count)).ToArray();
        await owner.ExecuteAsync(
            $"""
            INSERT INTO documents ({string.Join(", ", columns)})
            SELECT {string.Join(", ", columns.Select(column => $"made.{column}"))}
            FROM documents d, unnest(@ids, @names, @hashes, @times) WITH ORDINALITY AS n (id, name, hash, at, i),
              jsonb_populate_record(d, jsonb_build_object(
                'document_id', n.id, 'filename', n.name, 'sha256', n.hash, 'created_at', n.at, 'updated_at', n.at,
                'size', 20000 + n.i % 900000, 'pages', 1 + n.i % 40,
                'owner_id', CASE WHEN n.i % 5 = 0 THEN @other ELSE d.owner_id END,
                'state', CASE WHEN n.i % 11 = 0 THEN 'needs_review' WHEN n.i % 37 = 0 THEN 'failed' ELSE 'ready' END,
                'review_since', CASE WHEN n.i % 11 = 0 THEN n.at END,
                'error_code', CASE WHEN n.i % 11 = 0 THEN 'fields_in_doubt' WHEN n.i % 37 = 0 THEN 'pdf_damaged' END,
                'error_detail', CASE WHEN n.i % 11 = 0 OR n.i % 37 = 0 THEN 'Made for a measurement.' END)) made
            WHERE d.document_id = @like
            """,
            new
            {
                like,
                other,
                ids = times.Select(at => Guid.CreateVersion7(at)).ToArray(),
                names = Enumerable.Range(0, count).Select(Name).ToArray(),
                hashes = Enumerable.Range(0, count).Select(_ => $"\\x{RandomNumberGenerator.GetHexString(64)}").ToArray(),
                times,
            });
        await owner.ExecuteAsync(
            """
            INSERT INTO document_grants (tenant_id, document_id, user_id, permission, granted_by, granted_at)
            SELECT d.tenant_id, d.document_id, l.owner_id, 'read', d.owner_id, d.created_at
            FROM documents d JOIN documents l ON l.document_id = @like
            WHERE d.owner_id = @other AND d.size % 2 = 0
            ON CONFLICT DO NOTHING;
            ANALYZE documents; ANALYZE document_grants;
            """,
            new { like, other });
    }

    /// <summary>Somebody else of the same company, made of the one who uploaded.</summary>
    public static Task<Guid> AddColleague(NpgsqlConnection owner, Guid like) => owner.QuerySingleAsync<Guid>(
        """
        INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
        SELECT gen_random_uuid(), u.tenant_id, 'colleague@preciso.local', '이서연', 'analyst', '', gen_random_uuid(), 1, u.created_at
        FROM documents d JOIN users u ON u.user_id = d.owner_id WHERE d.document_id = @like
        RETURNING user_id
        """,
        new { like });

    private static string Name(int i) =>
        $"{Kinds[i % Kinds.Length]}-{Firms[i / 3 % Firms.Length]}-{2019 + (i % 8)}-{i:00000}.{Endings[i % Endings.Length]}";
}
