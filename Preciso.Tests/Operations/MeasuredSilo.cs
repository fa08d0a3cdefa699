using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Operations;

/// <summary>
/// A silo that has read one good file and one broken one. A process of its own, because what is measured is a process: the end
/// of another silo in ours would end its meters too.
/// </summary>
public sealed class MeasuredSilo(TestCluster cluster) : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-test-");

    public SiloProcess Process { get; private set; } = null!;

    public HttpClient Client => Process.Client;

    /// <summary>The job that could not read its file.</summary>
    public Guid RefusedJob { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Process = await SiloProcess.Start(await cluster.CreateDatabase(), _home.FullName);
        var good = await Upload("note.txt", "Refunds are made within 14 days.\n");
        var broken = await Upload("report.pdf", "%PDF-1.4\nThis is tangerine, and no PDF.\n");
        RefusedJob = broken.GetProperty("job_id").GetGuid();
        await Eventually.True(() => Has(good, "ready"), TimeSpan.FromSeconds(60));
        await Eventually.True(async () => await Has(broken, "failed") || await Has(broken, "needs_review"), TimeSpan.FromSeconds(60));
        await Eventually.True(
            async () => (await Client.GetStringAsync("/metrics")) is var text && text.Contains("group=\"usage\"", StringComparison.Ordinal)
                && text.Contains("http_server_", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private async Task<JsonElement> Upload(string name, string content)
    {
        using var form = new MultipartFormDataContent { { new StringContent(content), "file", name } };
        using var response = await Client.PostAsync("/api/v1/documents", form);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<bool> Has(JsonElement uploaded, string status)
    {
        var text = await Client.GetStringAsync($"/api/v1/documents/{uploaded.GetProperty("document_id").GetGuid()}");
        return text.Contains($"\"status\":\"{status}\"", StringComparison.Ordinal);
    }
}
