using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Storage;
using Preciso.Reading.Validation;

namespace Preciso.Grains.Documents.Validation;

/// <summary>Looks for other documents like one, only among those that a reader may read.</summary>
public static class DuplicateQueries
{
    /// <summary>At least this share of the text is the same.</summary>
    public const double NearlyTheSame = 0.8;

    private const int MostCandidates = 200;
    private const int MostNamed = 5;

    /// <summary>What the text of the pages is known by.</summary>
    public static int[] Signature(IReadOnlyList<PageReading> pages) =>
        MinHash.Signature(string.Join(' ', pages.SelectMany(page => page.Lines).Select(line => line.Text)));

    /// <summary>What the document is found by from now on.</summary>
    public static NpgsqlBatchCommand SignatureInsertion(Guid tenantId, Guid documentId, int[] signature) => Statement.From(
        """
        INSERT INTO document_signatures (tenant_id, document_id, signature, bands) VALUES (@tenantId, @documentId, @signature, @bands)
        ON CONFLICT (document_id) DO UPDATE SET signature = excluded.signature, bands = excluded.bands
        """,
        new { tenantId, documentId, signature, bands = MinHash.Bands(signature) });

    /// <summary>Among the documents that its owner may read.</summary>
    public static Task<Duplicates> Find(
        NpgsqlConnection connection, Document document, DocumentType type, IReadOnlyList<DocumentField> fields) =>
        Find(connection, document.TenantId, document.DocumentId, document.OwnerId, type, fields);

    /// <param name="connection">In a transaction of the tenant.</param>
    public static async Task<Duplicates> Find(
        NpgsqlConnection connection, Guid tenantId, Guid documentId, Guid reader, DocumentType type, IReadOnlyList<DocumentField> fields)
    {
        var sought = new Sought(tenantId, documentId, reader, Signature: null);
        var named = Named(type, fields);
        await using var batch = Statement.Batch(connection, Queries(sought, named));
        await using var results = await batch.ExecuteReaderAsync();
        return await Read(results, sought, named);
    }

    /// <summary>In one trip of its own, for a document whose signature is not stored yet.</summary>
    public static Task<Duplicates> Find(
        Database database, Document document, DocumentType type, IReadOnlyList<DocumentField> fields, int[] signature,
        CancellationToken cancel)
    {
        var sought = new Sought(document.TenantId, document.DocumentId, document.OwnerId, signature);
        var named = Named(type, fields);
        return database.Read(document.TenantId, Queries(sought, named), results => Read(results, sought, named), cancel);
    }

    private static IEnumerable<NpgsqlBatchCommand> Queries(Sought sought, IReadOnlyList<NamedValues> named) =>
        [SameFile(sought), Near(sought), .. named.Select(values => WithValues(sought, values))];

    private static async Task<Duplicates> Read(NpgsqlDataReader results, Sought sought, IReadOnlyList<NamedValues> named)
    {
        var sameFile = results.Parse<Guid?>().FirstOrDefault();
        await results.NextResultAsync();
        var near = results.Parse<(Guid DocumentId, int[] Signature, int[]? Mine)>()
            .Select(row => new NearDuplicate(row.DocumentId, MinHash.Similarity(sought.Signature ?? row.Mine!, row.Signature)))
            .Where(other => other.Similarity >= NearlyTheSame).OrderByDescending(other => other.Similarity).Take(MostNamed).ToList();
        var same = new List<SameValues>();
        foreach (var values in named)
        {
            await results.NextResultAsync();
            same.AddRange(results.Parse<Guid>().Select(other => new SameValues(other, values.Names)));
        }
        return new Duplicates(sameFile, near, same);
    }

    private static NpgsqlBatchCommand SameFile(Sought sought) => Statement.From(
        """
        SELECT other.document_id
        FROM visible_documents(@TenantId, @Reader) v
        JOIN documents other ON other.document_id = v.document_id
        WHERE other.document_id <> @DocumentId AND other.sha256 = (SELECT d.sha256 FROM documents d WHERE d.document_id = @DocumentId)
        ORDER BY other.created_at, other.document_id
        LIMIT 1
        """,
        new { sought.TenantId, sought.Reader, sought.DocumentId });

    private static NpgsqlBatchCommand Near(Sought sought) => Statement.From(
        $"""
        WITH mine AS MATERIALIZED (
            SELECT m.signature, coalesce(@bands, m.bands) AS bands
            FROM (VALUES (@DocumentId)) AS d (document_id) LEFT JOIN document_signatures m ON m.document_id = d.document_id)
        SELECT other.document_id, other.signature, mine.signature
        FROM mine
        CROSS JOIN visible_documents(@TenantId, @Reader) v
        JOIN document_signatures other ON other.document_id = v.document_id
        WHERE other.document_id <> @DocumentId AND other.bands && mine.bands
        ORDER BY other.document_id DESC
        LIMIT {MostCandidates}
        """,
        new
        {
            sought.TenantId, sought.Reader, sought.DocumentId,
            bands = sought.Signature is null ? null : MinHash.Bands(sought.Signature),
        });

    private static NpgsqlBatchCommand WithValues(Sought sought, NamedValues values) => Statement.From(
        $"""
        SELECT f.document_id
        FROM visible_documents(@TenantId, @Reader) v
        JOIN document_fields f ON f.document_id = v.document_id
        JOIN unnest(@Names, @Values) AS wanted (name, value) ON f.name = wanted.name AND coalesce(f.value, f.printed) = wanted.value
        WHERE f.document_id <> @DocumentId
        GROUP BY f.document_id
        HAVING count(*) = cardinality(@Names)
        ORDER BY f.document_id
        LIMIT {MostNamed}
        """,
        new { sought.TenantId, sought.DocumentId, sought.Reader, values.Names, values.Values });

    /// <summary>A document that lacks one of the values is not known to be the same in it.</summary>
    private static List<NamedValues> Named(DocumentType type, IReadOnlyList<DocumentField> fields) =>
        [.. type.Rules.Where(rule => rule is { Kind: RuleKind.Unique, Field: not null }).Select(UniqueRule.Names)
            .Select(names => new NamedValues(names, [.. names
                .Select(name => fields.FirstOrDefault(field => field.Name == name)).OfType<DocumentField>()
                .Select(field => field.Value ?? field.Printed)]))
            .Where(values => values.Values.Length == values.Names.Length)];

    /// <param name="Signature">Null where it is stored.</param>
    private sealed record Sought(Guid TenantId, Guid DocumentId, Guid Reader, int[]? Signature);

    private sealed record NamedValues(string[] Names, string[] Values);
}
