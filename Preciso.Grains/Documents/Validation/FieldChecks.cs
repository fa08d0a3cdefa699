using System.Text.Json;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Types;
using Preciso.Grains.Storage;
using Preciso.Reading.Fields;
using Preciso.Reading.Fields.Formats;
using Preciso.Reading.Validation;

namespace Preciso.Grains.Documents.Validation;

/// <summary>Checks a document's stored fields by the rules of its type, in the transaction that changed them.</summary>
public sealed class FieldChecks(TypeCatalog types)
{
    /// <summary>Makes all checks again and stores their outcome.</summary>
    public async Task Again(NpgsqlConnection connection, Document document)
    {
        var type = await Type(connection, document);
        var fields = await FieldStore.Read(connection, document.DocumentId);
        var first = await DocumentPages.Read(connection, document.DocumentId, 1, FieldReader.MostPages);
        var duplicates = await DuplicateQueries.Find(connection, document, type, fields);
        var checks = Check(document, type, document.TypeConfidence ?? 0, fields, first, duplicates);
        await using var batch = Statement.Batch(
            connection, FieldStore.ChecksReplacement(document.TenantId, document.DocumentId, checks));
        await batch.ExecuteNonQueryAsync();
    }

    /// <param name="first">The pages that fields are read from.</param>
    public static IReadOnlyList<FieldCheck> Check(
        Document document, DocumentType type, double confidence, IReadOnlyList<DocumentField> fields, IReadOnlyList<PageReading> first,
        Duplicates duplicates)
    {
        var expected = document.ExpectedFields is null
            ? null
            : JsonSerializer.Deserialize<Dictionary<string, string>>(document.ExpectedFields, PrecisoJson.Options);
        return Validator.Check(type, confidence, expected, fields, LineItems.Read(first), duplicates);
    }

    /// <summary>The field as a person says it is. Its place is kept unless they say another.</summary>
    public async Task<DocumentField> Correct(
        NpgsqlConnection connection, Document document, DocumentField? before, CorrectField command, Guid userId)
    {
        var definition = (await Type(connection, document)).Fields.FirstOrDefault(field => field.Name == command.Name)
            ?? throw ProblemException.NotFound("field");
        var (page, box) = (command.Page ?? before?.Page, command.Box ?? before?.Box);
        if (page is not { } onPage || box is not { } place || command.Box is null != command.Page is null)
        {
            throw new ProblemException(ProblemKind.Invalid, "field_place_missing", "Say on which page and where on it the value stands.");
        }
        var reading = (await DocumentPages.Read(connection, document.DocumentId, onPage, 1)).Find(found => found.Page == onPage)
            ?? throw ProblemException.NotFound("page");
        var printed = ResidentNumbers.Mask(command.Printed.Trim());
        var value = FieldFormats.Parse(
            definition.Type, printed, DateOrders.Detect(string.Join('\n', reading.Lines.Select(line => line.Text))));
        return printed.Length is > 0 and <= 2000
            ? new DocumentField(
                definition.Name, definition.Type, printed, value, onPage, Within(place, reading), printed, reading.Method, 1,
                FieldOrigin.Corrected, (before?.Version ?? 0) + 1, userId)
            : throw new ProblemException(ProblemKind.Invalid, "field_value_invalid", "A field's value has between 1 and 2000 characters.");
    }

    private async Task<DocumentType> Type(NpgsqlConnection connection, Document document) =>
        await types.Find(connection, document.Type!) ?? throw ProblemException.NotFound("document_type");

    private static Box Within(Box box, PageReading page) =>
        box.X0 >= 0 && box.Y0 >= 0 && box.X1 <= page.Width + 1 && box.Y1 <= page.Height + 1 && box.Width > 0 && box.Height > 0
            ? box
            : throw new ProblemException(ProblemKind.Invalid, "box_invalid", "The box does not lie on the page. Draw it again.");
}
