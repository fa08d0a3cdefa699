using System.Net.Http.Headers;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Grains.Tenants;
using Preciso.Tenants;

namespace Preciso.Bench;

/// <summary>A silo of its own for a measurement, on a fresh cluster that is thrown away, called over HTTP as anyone would.</summary>
public sealed class BenchSilo : IAsyncDisposable
{
    private readonly DirectoryInfo _home;
    private readonly RunningSilo _silo;

    private BenchSilo(DirectoryInfo home, RunningSilo silo, Caller caller, HttpClient client) =>
        (_home, _silo, Caller, Client) = (home, silo, caller, client);

    public Caller Caller { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _silo.Services;

    public static async Task<BenchSilo> Start(params string[] settings)
    {
        // Not made here: the silo makes its home so that PostgreSQL's account can enter it.
        var home = new DirectoryInfo(Path.Combine(Path.GetTempPath(), $"preciso-bench-{Guid.CreateVersion7():N}"));
        Caller caller = null!;
        var silo = await RunningSilo.Start(
            ["--urls", "http://127.0.0.1:0", .. settings], new PrecisoHome(home.FullName), LogLevel.Warning,
            async services => (caller, _) = await services.GetRequiredService<Bootstrap>()
                .FreshSignIn("bench", "bench@preciso.local", CancellationToken.None),
            CancellationToken.None);
        var key = await silo.Services.GetRequiredService<IPeople>().IssueApiKey(caller, "bench", CancellationToken.None);
        var client = new HttpClient
        {
            BaseAddress = silo.Address,
            Timeout = TimeSpan.FromMinutes(30),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Key) },
        };
        return new BenchSilo(home, silo, caller, client);
    }

    public Task<Guid> Upload(string filename, Stream content) => Client.UploadFile(filename, new StreamContent(content));

    /// <summary>Waits until none of the caller's documents is on its way.</summary>
    public async Task<IReadOnlyDictionary<DocumentState, int>> Settled()
    {
        var documents = Services.GetRequiredService<IDocuments>();
        while (true)
        {
            var counts = await documents.Count(Caller, CancellationToken.None);
            if (!counts.Keys.Any(state => state is DocumentState.Queued or DocumentState.Reading or DocumentState.Indexing))
            {
                return counts;
            }
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _silo.DisposeAsync();
        _home.Delete(recursive: true);
    }
}

internal static class BenchCalls
{
    /// <summary>The document that the file became.</summary>
    public static async Task<Guid> UploadFile(this HttpClient client, string filename, HttpContent content)
    {
        using var form = new MultipartFormDataContent { { content, "file", filename } };
        using var response = await client.PostAsync("/api/v1/documents", form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("document_id").GetGuid();
    }
}
