using Dapper;
using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Documents.Validation;

/// <summary>The signature of a document's text, by which near-duplicates are found.</summary>
internal static class SignatureStore
{
    public static Task Write(NpgsqlConnection connection, Guid tenantId, Guid documentId, IReadOnlyList<PageReading> pages)
    {
        var lines = pages.SelectMany(page => page.Blocks).SelectMany(block => block.Lines).Select(line => line.Text);
        var signature = MinHash.Signature(string.Join('\n', lines));
        return connection.ExecuteAsync(
            """
            INSERT INTO document_signatures (tenant_id, document_id, signature, bands) VALUES (@tenantId, @documentId, @signature, @bands)
            ON CONFLICT (document_id) DO UPDATE SET signature = excluded.signature, bands = excluded.bands
            """,
            new { tenantId, documentId, signature, bands = MinHash.Bands(signature) });
    }

    public static async Task<int[]> Read(NpgsqlConnection connection, Guid documentId) => await connection.ExecuteScalarAsync<int[]?>(
        "SELECT signature FROM document_signatures WHERE document_id = @documentId", new { documentId }) ?? [];
}
