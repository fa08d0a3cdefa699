using System.Net.Http.Json;
using System.Text.Json;

namespace Preciso.Tests.Questions;

/// <summary>Asks over REST.</summary>
internal static class QueryClient
{
    /// <param name="thread">The conversation that it goes on with; null for a new one.</param>
    public static async Task<JsonElement> Query(this HttpClient client, string question, Guid? thread = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var response = await client.PostAsJsonAsync("/api/v1/rag/query", new { question, top_k = 5, thread_id = thread }, cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }
}
