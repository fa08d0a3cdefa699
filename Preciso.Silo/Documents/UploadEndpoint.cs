using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Preciso.Documents;
using Preciso.Grains.Storage.Objects;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Documents;

/// <summary><c>POST /documents</c>: the file part goes to disk as it arrives; nothing holds it in memory.</summary>
public static class UploadEndpoint
{
    private const int LongestField = 64 * 1024;

    public static async Task<Accepted<UploadedDocument>> Handle(HttpContext context, IDocuments documents, CancellationToken cancel)
    {
        // The limit that counts is on the file, and it is answered in words instead of a cut connection.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        try
        {
            var uploaded = await Take(context, documents, cancel);
            return TypedResults.Accepted($"/api/v1/documents/{uploaded.DocumentId}", uploaded);
        }
        catch (Exception e) when (e is ProblemException or StoreException)
        {
            await Drain.Rest(context.Request, cancel);
            throw;
        }
    }

    private static async Task<UploadedDocument> Take(HttpContext context, IDocuments documents, CancellationToken cancel)
    {
        var reader = new MultipartReader(Boundary(context.Request), context.Request.Body);
        var fields = new Dictionary<string, string>();
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (section.AsFileSection() is not { Name: "file", FileStream: { } content } file)
            {
                await ReadField(section, fields, cancel);
                continue;
            }
            var upload = new UploadFile(file.FileName, content, token => ReadRest(reader, fields, token));
            return await documents.Upload(context.Caller(), upload, cancel);
        }
        throw new ProblemException(ProblemKind.Invalid, "file_missing", "The form has no part named 'file' with a file name.");
    }

    private static string Boundary(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary)
        {
            return boundary;
        }
        throw new ProblemException(
            ProblemKind.Unsupported, "multipart_required", "Send the file as multipart/form-data in a part named 'file'.");
    }

    private static async Task<UploadFields> ReadRest(MultipartReader reader, Dictionary<string, string> fields, CancellationToken cancel)
    {
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (section.AsFileSection() is not null)
            {
                throw new ProblemException(ProblemKind.Invalid, "one_file_only", "Send one file per request.");
            }
            await ReadField(section, fields, cancel);
        }
        return new UploadFields(
            fields.GetValueOrDefault("space"), ExpectedFields(fields.GetValueOrDefault("expected_fields")),
            SpaceId(fields.GetValueOrDefault("space_id")));
    }

    private static Guid? SpaceId(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : Guid.TryParse(text, out var id) ? id : throw ProblemException.NotFound("space");

    private static async Task ReadField(MultipartSection section, Dictionary<string, string> fields, CancellationToken cancel)
    {
        if (section.AsFormDataSection() is not { Name: { } name })
        {
            return;
        }
        var bytes = new byte[LongestField + 1];
        var length = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        fields[name] = length <= LongestField
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new ProblemException(ProblemKind.Invalid, "field_too_long", $"The field '{name}' is longer than 64 KiB.");
    }

    private static Dictionary<string, string>? ExpectedFields(string? json)
    {
        try
        {
            return string.IsNullOrWhiteSpace(json) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        }
        catch (JsonException)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "expected_fields_invalid",
                "'expected_fields' must be a JSON object of texts, like {\"total\": \"64.15\"}.");
        }
    }
}
