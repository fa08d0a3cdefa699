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
        var good = await Client.Upload("note.txt", "Refunds are made within 14 days.\n"u8.ToArray());
        var report = new ByteArrayContent("%PDF-1.4\nThis is tangerine, and no PDF.\n"u8.ToArray());
        var broken = await Client.Upload("report.pdf", report);
        RefusedJob = broken.GetProperty("job_id").GetGuid();
        await Eventually.True(async () => await Client.Status(good) == "ready", TimeSpan.FromSeconds(60));
        var bad = broken.GetProperty("document_id").GetGuid();
        await Eventually.True(async () => await Client.Status(bad) is "failed" or "needs_review", TimeSpan.FromSeconds(60));
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
}
