using System.Net.Http.Json;
using System.Text.Json;

namespace Preciso.Tests.World;

/// <summary>What tests ask of a silo over REST again and again.</summary>
internal static class RestCalls
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The answer to an upload that was taken.</summary>
    public static async Task<JsonElement> Upload(this HttpClient client, string filename, HttpContent content)
    {
        using var form = new MultipartFormDataContent { { content, "file", filename } };
        using var response = await client.PostAsync("/api/v1/documents", form, Cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    /// <summary>The id of the document.</summary>
    public static async Task<Guid> Upload(this HttpClient client, string filename, byte[] content) =>
        (await client.Upload(filename, new ByteArrayContent(content))).GetProperty("document_id").GetGuid();

    public static async Task<string> Status(this HttpClient client, Guid document) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{document}", Cancel)).GetProperty("status").GetString()!;
}
