using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Silo.Documents;
using Preciso.Silo.Operations;
using Preciso.Silo.Questions;

namespace Preciso.Bench.Demo;

/// <summary>The REST calls of the demo. A refusal ends the demo with the reason that the silo gave.</summary>
internal sealed class DemoClient : IDisposable
{
    private readonly HttpClient _http;

    public DemoClient(Uri address, string apiKey)
    {
        _http = new HttpClient { BaseAddress = new Uri(address, "/api/v1/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public async Task<UploadedDocument> Upload(string file, IReadOnlyDictionary<string, string>? expected, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file);
        using var form = new MultipartFormDataContent { { new StreamContent(content), "file", Path.GetFileName(file) } };
        if (expected is not null)
        {
            form.Add(new StringContent(JsonSerializer.Serialize(expected, PrecisoJson.Options)), "expected_fields");
        }
        using var response = await _http.PostAsync("documents", form, cancel);
        return await Body<UploadedDocument>(response, cancel);
    }

    public async Task<DocumentSummary> Get(Guid documentId, CancellationToken cancel)
    {
        using var response = await _http.GetAsync($"documents/{documentId}", cancel);
        return await Body<DocumentSummary>(response, cancel);
    }

    /// <summary>The document that was uploaded under this name.</summary>
    public async Task<Guid> Find(string filename, CancellationToken cancel)
    {
        using var response = await _http.GetAsync($"documents?search={Uri.EscapeDataString(filename)}", cancel);
        return (await Body<DocumentPage>(response, cancel)).Items[0].DocumentId;
    }

    public async Task<DocumentFields> Fields(Guid documentId, CancellationToken cancel)
    {
        using var response = await _http.GetAsync($"documents/{documentId}/fields", cancel);
        return await Body<DocumentFields>(response, cancel);
    }

    public async Task<Answer> Ask(string question, CancellationToken cancel)
    {
        using var response = await _http.PostAsJsonAsync("rag/query", new QueryRequest(question), PrecisoJson.Options, cancel);
        return await Body<Answer>(response, cancel);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> Body<T>(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync<T>(PrecisoJson.Options, cancel))!;
        }

        var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(cancel);
        throw new StartException($"The demo stopped: {problem?.Detail ?? problem?.Title}");
    }
}
