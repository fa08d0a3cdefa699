using Dapper;
using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Documents.Validation;

/// <summary>Looks for other documents like one, only among those that its owner may read.</summary>
public sealed class DuplicateQueries
{
    /// <summary>At least this share of the text is the same.</summary>
    public const double NearlyTheSame = 0.8;

    private const int MostCandidates = 200;
    private const int MostNamed = 5;

    /// <param name="signature">As <see cref="MinHash"/> makes it; empty for a document without text.</param>
    public static async Task<Duplicates> Find(
        NpgsqlConnection connection, Guid tenantId, Guid documentId, int[] signature, DocumentType type, IReadOnlyList<DocumentField> fields)
    {
        var document = new { tenantId, documentId };
        var sameFile = await connection.QueryFirstOrDefaultAsync<Guid?>(
            """
            SELECT other.document_id
            FROM documents d
            CROSS JOIN LATERAL visible_documents(@tenantId, d.owner_id) v
            JOIN documents other ON other.document_id = v.document_id
            WHERE d.document_id = @documentId AND other.document_id <> d.document_id AND other.sha256 = d.sha256
            ORDER BY other.created_at, other.document_id
            LIMIT 1
            """,
            document);
        return new Duplicates(sameFile, await Near(connection, tenantId, documentId, signature), await Same(connection, tenantId, documentId, type, fields));
    }

    private static async Task<IReadOnlyList<NearDuplicate>> Near(NpgsqlConnection connection, Guid tenantId, Guid documentId, int[] signature)
    {
        var rows = await connection.QueryAsync<(Guid DocumentId, int[] Signature)>(
            """
            SELECT s.document_id, s.signature
            FROM documents d
            CROSS JOIN LATERAL visible_documents(@tenantId, d.owner_id) v
            JOIN document_signatures s ON s.document_id = v.document_id
            WHERE d.document_id = @documentId AND s.document_id <> d.document_id AND s.bands && @bands
            ORDER BY s.document_id DESC
            LIMIT @MostCandidates
            """,
            new { tenantId, documentId, bands = MinHash.Bands(signature), MostCandidates });
        return [.. rows.Select(row => new NearDuplicate(row.DocumentId, MinHash.Similarity(signature, row.Signature)))
            .Where(near => near.Similarity >= NearlyTheSame).OrderByDescending(near => near.Similarity).Take(MostNamed)];
    }

    private static async Task<IReadOnlyList<SameValues>> Same(
        NpgsqlConnection connection, Guid tenantId, Guid documentId, DocumentType type, IReadOnlyList<DocumentField> fields)
    {
        var same = new List<SameValues>();
        foreach (var names in type.Rules.Where(rule => rule is { Kind: RuleKind.Unique, Field: not null }).Select(UniqueRule.Names))
        {
            // A document that lacks one of the values is not known to be the same in it.
            var values = names.Select(name => fields.FirstOrDefault(field => field.Name == name)).OfType<DocumentField>().Select(field => field.Value ?? field.Printed).ToArray();
            if (values.Length == names.Length)
            {
                var others = await connection.QueryAsync<Guid>(
                    """
                    SELECT f.document_id
                    FROM documents d
                    CROSS JOIN LATERAL visible_documents(@tenantId, d.owner_id) v
                    JOIN document_fields f ON f.document_id = v.document_id
                    JOIN unnest(@names, @values) AS wanted (name, value) ON f.name = wanted.name AND coalesce(f.value, f.printed) = wanted.value
                    WHERE d.document_id = @documentId AND f.document_id <> d.document_id
                    GROUP BY f.document_id
                    HAVING count(*) = cardinality(@names)
                    ORDER BY f.document_id
                    LIMIT @MostNamed
                    """,
                    new { tenantId, documentId, names, values, MostNamed });
                same.AddRange(others.Select(other => new SameValues(other, names)));
            }
        }
        return same;
    }
}
