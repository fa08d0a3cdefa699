using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents;
using Preciso.Grains.Storage.Objects;
using Preciso.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Storage.Objects;

/// <summary>A silo whose store is away, full or refuses: people are told, work waits, nothing is lost and nothing is left over.</summary>
public sealed class StoreTroubleTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private TestSilo _silo = null!;
    private Caller _owner = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.Start();
        _silo = new TestSilo(cluster) { Settings = [.. _store.Arguments, "--Preciso:Store:CacheBytes", "0"] }; // each reading fetches
        await _silo.InitializeAsync();
        _owner = await _silo.NewTenant();
        _client = await _silo.Client(_owner);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _silo.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task An_upload_while_the_store_is_away_is_told_so_leaves_nothing_and_is_taken_when_it_is_back()
    {
        await _store.Kill();
        var away = await Upload("예산은 3억 원이다.");
        var left = await Left();
        await _store.Start();
        var back = await Upload("예산은 3억 원이다.");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_unreachable"), (away.Status, Code(away)));
        Assert.Equal((0, 0, 0), left);
        Assert.Equal(HttpStatusCode.Accepted, back.Status);
        Assert.Equal(DocumentState.Ready, (await _silo.Settled(_owner, back.Body.GetProperty("document_id").GetGuid())).Status);
    }

    [Fact]
    public async Task An_upload_into_a_full_store_is_told_so_and_leaves_nothing()
    {
        _store.Answer("PUT", 507, "XMinioStorageFull");

        var full = await Upload("예산은 3억 원이다.");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_full"), (full.Status, Code(full)));
        Assert.Equal((0, 0, 0), await Left());
    }

    [Fact]
    public async Task An_upload_onto_a_full_disk_is_told_so_and_leaves_nothing()
    {
        using var disk = new TinyDisk(Incoming);

        var full = await Upload(new string('가', 300_000));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_full"), (full.Status, Code(full)));
        Assert.Equal((0, 0, 0), await Left());
    }

    [Fact]
    public async Task A_document_whose_file_cannot_be_fetched_waits_and_becomes_ready()
    {
        _store.Answer("GET", 503, "SlowDown");
        var document = (await Upload("예산은 3억 원이다.")).Body.GetProperty("document_id").GetGuid();
        var job = (await _silo.Documents.Get(_owner, document, Cancel)).Document.JobId;
        var waiting = await _silo.JobOnceIn(_owner, job, JobState.Retrying);
        _store.AnswerItself();

        Assert.Equal((ErrorClass.Dependency, "storage_unreachable"), (waiting.Error!.Class, waiting.Error.Code));
        Assert.Equal(DocumentState.Ready, (await _silo.Settled(_owner, document)).Status);
    }

    [Fact]
    public async Task The_sweep_removes_what_never_became_a_document_and_leaves_what_did_and_what_is_not_ours()
    {
        var document = (await Upload("예산은 3억 원이다.")).Body.GetProperty("document_id").GetGuid();
        await _silo.Settled(_owner, document);
        var store = _silo.Services.GetRequiredService<IObjectStore>();
        await Keep(store, $"{_owner.TenantId:N}/{Guid.CreateVersion7():N}");
        await Keep(store, "readme.txt");
        var others = $"{new Guid(new byte[16]):N}/{Guid.CreateVersion7():N}";
        await Keep(store, others);

        await Sweep(store, TimeSpan.Zero);
        var young = await store.List(Cancel).CountAsync(Cancel);
        await Sweep(store, TimeSpan.FromHours(2));

        Assert.Equal(4, young);
        var left = await store.List(Cancel).Select(found => found.Key).ToListAsync(Cancel);
        Assert.Equal([others, $"{_owner.TenantId:N}/{document:N}", "readme.txt"], left.Order());
    }

    private string Incoming => Path.Combine(_silo.Home.FullName, "objects", "incoming");

    private async Task Sweep(IObjectStore store, TimeSpan later) =>
        await new UploadSweep(store, _silo.Database, new Later(later), NullLogger<UploadSweep>.Instance).Run(Cancel);

    private static async Task Keep(IObjectStore store, string key)
    {
        await using var received = store.Receive();
        await received.Write("x"u8.ToArray(), Cancel);
        await received.Keep(key, Cancel);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Upload(string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "예산.txt" } };
        using var response = await _client.PostAsync("/api/v1/documents", form, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private static string? Code((HttpStatusCode Status, JsonElement Body) answer) => answer.Body.GetProperty("code").GetString();

    private async Task<(int Documents, int Jobs, int Files)> Left()
    {
        await using var owner = new NpgsqlConnection(_silo.ConnectionString);
        var (documents, jobs) = await owner.QuerySingleAsync<(int, int)>(
            "SELECT (SELECT count(*)::int FROM documents), (SELECT count(*)::int FROM jobs)");
        return (documents, jobs, Directory.GetFiles(Incoming).Length);
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
