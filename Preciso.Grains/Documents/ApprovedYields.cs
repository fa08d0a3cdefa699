using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;

namespace Preciso.Grains.Documents;

/// <summary>What every room makes of one approved document.</summary>
internal static class ApprovedYields
{
    /// <summary>In a transaction that has seen that the approval stands.</summary>
    public static async Task Build(
        this IEnumerable<IYield> yields, Document document, NpgsqlConnection connection, Dictionary<string, double> figures)
    {
        var approved = Approved(document, connection);
        foreach (var yield in yields)
        {
            await yield.Build(approved, connection, figures);
        }
    }

    private static ApprovedDocument Approved(Document document, NpgsqlConnection connection) => new(
        document.TenantId, document.DocumentId, document.ApprovalId!.Value, document.Filename, document.Type!, document.TypeConfidence ?? 0,
        document.ChosenType is not null, () => Review(document.DocumentId, connection));

    private static async Task<ReviewedFields> Review(Guid documentId, NpgsqlConnection connection)
    {
        var fields = await FieldStore.Read(connection, documentId);
        var predicted = (await connection.QueryAsync<(string Field, string? Before)>(
            "SELECT DISTINCT ON (field) field, before FROM field_corrections WHERE document_id = @documentId ORDER BY field, version",
            new { documentId }))
            .ToDictionary(correction => correction.Field, correction => correction.Before);
        var pages = new Dictionary<int, PageReading>();
        foreach (var page in fields.Select(field => field.Page).Append(1).Distinct())
        {
            pages[page] = (await DocumentPages.Read(connection, documentId, page, 1))[0];
        }
        return new ReviewedFields(fields, predicted, pages);
    }
}
