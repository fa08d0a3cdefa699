using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents.Validation;
using Preciso.Grains.Storage;
using Preciso.Reading.Fields;
using Preciso.Reading.Validation;

namespace Preciso.Grains.Documents.Types;

/// <summary>
/// Tries a type on documents that were read already: what it would find and say. Only on those that the caller may read, and among those.
/// </summary>
public sealed class TypeTrials(Database database, TypeCatalog catalog, TimeProvider time)
{
    public const int MostDocuments = 20;

    public async Task<IReadOnlyList<TypeTrial>> Run(
        Caller caller, DocumentType type, IReadOnlyList<Guid>? documents, CancellationToken cancel)
    {
        TypeDefinition.Demand(documents is null || documents.Count <= MostDocuments, "too_many_documents",
            $"Try a type on at most {MostDocuments} documents at once.");
        var (chosen, types) = await database.Query(
            caller.TenantId,
            async connection => (await Choose(connection, caller, type.Key, documents?.Distinct().ToArray()),
                await catalog.Published(connection)),
            cancel);
        IReadOnlyList<DocumentType> known = [.. types.Where(other => other.Key != type.Key), type];
        var trials = new List<TypeTrial>();
        foreach (var document in chosen)
        {
            trials.Add(await database.Query(caller.TenantId, connection => Run(connection, caller, type, known, document), cancel));
        }
        return trials;
    }

    private static async Task<IReadOnlyList<TriedDocument>> Choose(
        NpgsqlConnection connection, Caller caller, string key, Guid[]? documents)
    {
        var chosen = (await connection.QueryAsync<TriedDocument>(
            """
            SELECT d.document_id, d.filename, d.expected_fields
            FROM visible_documents(@TenantId, @UserId) v
            JOIN documents d ON d.document_id = v.document_id
            WHERE CASE WHEN @documents::uuid[] IS NULL THEN d.type = @key ELSE d.document_id = ANY (@documents) END
            ORDER BY d.document_id DESC
            LIMIT @MostDocuments
            """,
            new { caller.TenantId, caller.UserId, key, documents, MostDocuments })).ToList();
        return documents is null || chosen.Count == documents.Length ? chosen : throw ProblemException.NotFound("document");
    }

    private async Task<TypeTrial> Run(
        NpgsqlConnection connection, Caller caller, DocumentType type, IReadOnlyList<DocumentType> known, TriedDocument document)
    {
        var pages = await DocumentPages.Read(connection, document.DocumentId, 1, FieldReader.MostPages);
        if (pages.Count > 0)
        {
            await DocumentViews.Record(connection, caller, document.DocumentId, pages[0].Page, pages[^1].Page, time.GetUtcNow());
        }
        var guess = TypeGuess.Guess(known, pages, document.Filename);
        var confidence = guess.Type.Key == type.Key ? guess.Confidence : 0;
        var fields = FieldReader.Read(type, pages);
        var duplicates = await DuplicateQueries.Find(connection, caller.TenantId, document.DocumentId, caller.UserId, type, fields);
        var checks = Validator.Check(type, confidence, document.Expected, fields, LineItems.Read(pages), duplicates);
        return new TypeTrial(document.DocumentId, document.Filename, confidence, fields, checks);
    }

    private sealed class TriedDocument
    {
        public Guid DocumentId { get; init; }
        public required string Filename { get; init; }
        public string? ExpectedFields { get; init; }

        public Dictionary<string, string>? Expected =>
            ExpectedFields is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(ExpectedFields, PrecisoJson.Options);
    }
}
