using Dapper;
using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Documents.Validation;

/// <summary>Looks for other documents like one, only among those that a reader may read.</summary>
public static class DuplicateQueries
{
    /// <summary>At least this share of the text is the same.</summary>
    public const double NearlyTheSame = 0.8;

    private const int MostCandidates = 200;
    private const int MostNamed = 5;

    /// <summary>What the document is found by from now on.</summary>
    public static Task WriteSignature(NpgsqlConnection connection, Guid tenantId, Guid documentId, IReadOnlyList<PageReading> pages)
    {
        var signature = MinHash.Signature(string.Join(' ', pages.SelectMany(page => page.Lines).Select(line => line.Text)));
        return connection.ExecuteAsync(
            """
            INSERT INTO document_signatures (tenant_id, document_id, signature, bands) VALUES (@tenantId, @documentId, @signature, @bands)
            ON CONFLICT (document_id) DO UPDATE SET signature = excluded.signature, bands = excluded.bands
            """,
            new { tenantId, documentId, signature, bands = MinHash.Bands(signature) });
    }

    /// <summary>Among the documents that its owner may read.</summary>
    public static Task<Duplicates> Find(NpgsqlConnection connection, Document document, DocumentType type, IReadOnlyList<DocumentField> fields) =>
        Find(connection, document.TenantId, document.DocumentId, document.OwnerId, type, fields);

    public static async Task<Duplicates> Find(
        NpgsqlConnection connection, Guid tenantId, Guid documentId, Guid reader, DocumentType type, IReadOnlyList<DocumentField> fields)
    {
        var sought = new Sought(tenantId, documentId, reader);
        return new Duplicates(await SameFile(connection, sought), await Near(connection, sought), await Same(connection, sought, type, fields));
    }

    private static Task<Guid?> SameFile(NpgsqlConnection connection, Sought sought) => connection.QueryFirstOrDefaultAsync<Guid?>(
        """
        SELECT other.document_id
        FROM visible_documents(@TenantId, @Reader) v
        JOIN documents other ON other.document_id = v.document_id
        WHERE other.document_id <> @DocumentId AND other.sha256 = (SELECT d.sha256 FROM documents d WHERE d.document_id = @DocumentId)
        ORDER BY other.created_at, other.document_id
        LIMIT 1
        """,
        sought);

    private static async Task<IReadOnlyList<NearDuplicate>> Near(NpgsqlConnection connection, Sought sought)
    {
        var rows = await connection.QueryAsync<(Guid DocumentId, int[] Signature, int[] Other)>(
            $"""
            SELECT other.document_id, mine.signature, other.signature
            FROM document_signatures mine
            CROSS JOIN visible_documents(@TenantId, @Reader) v
            JOIN document_signatures other ON other.document_id = v.document_id
            WHERE mine.document_id = @DocumentId AND other.document_id <> @DocumentId AND other.bands && mine.bands
            ORDER BY other.document_id DESC
            LIMIT {MostCandidates}
            """,
            sought);
        return [.. rows.Select(row => new NearDuplicate(row.DocumentId, MinHash.Similarity(row.Signature, row.Other)))
            .Where(near => near.Similarity >= NearlyTheSame).OrderByDescending(near => near.Similarity).Take(MostNamed)];
    }

    private static async Task<IReadOnlyList<SameValues>> Same(NpgsqlConnection connection, Sought sought, DocumentType type, IReadOnlyList<DocumentField> fields)
    {
        var same = new List<SameValues>();
        foreach (var names in type.Rules.Where(rule => rule is { Kind: RuleKind.Unique, Field: not null }).Select(UniqueRule.Names))
        {
            // A document that lacks one of the values is not known to be the same in it.
            var values = names.Select(name => fields.FirstOrDefault(field => field.Name == name)).OfType<DocumentField>().Select(field => field.Value ?? field.Printed).ToArray();
            if (values.Length == names.Length)
            {
                var others = await WithValues(connection, sought, names, values);
                same.AddRange(others.Select(other => new SameValues(other, names)));
            }
        }
        return same;
    }

    private static Task<IEnumerable<Guid>> WithValues(NpgsqlConnection connection, Sought sought, string[] names, string[] values) => connection.QueryAsync<Guid>(
        $"""
        SELECT f.document_id
        FROM visible_documents(@TenantId, @Reader) v
        JOIN document_fields f ON f.document_id = v.document_id
        JOIN unnest(@names, @values) AS wanted (name, value) ON f.name = wanted.name AND coalesce(f.value, f.printed) = wanted.value
        WHERE f.document_id <> @DocumentId
        GROUP BY f.document_id
        HAVING count(*) = cardinality(@names)
        ORDER BY f.document_id
        LIMIT {MostNamed}
        """,
        new { sought.TenantId, sought.DocumentId, sought.Reader, names, values });

    private sealed record Sought(Guid TenantId, Guid DocumentId, Guid Reader);
}
