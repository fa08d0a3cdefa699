using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Storage.Objects;

/// <summary>Silos as on two machines: a home each, one database and one bucket.</summary>
public sealed class TwoMachinesTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestStore _store = new();
    private readonly TemporaryHome _first = new();
    private readonly TemporaryHome _second = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _store.Start();

    public async ValueTask DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task What_is_uploaded_at_one_is_read_shown_and_answered_at_the_other()
    {
        var database = await cluster.CreateDatabase();
        await using var gate = await SiloProcess.Start(database, _first.Folder, "gateway,scheduler", settings: _store.Environment);
        await using var worker = await SiloProcess.Start(database, _second.Folder, "gateway,worker", settings: _store.Environment);

        var document = await gate.Client.Upload(
            "library.pdf", Pdf.Print("The budget of the library is 340 million won.", "It opens at nine."));
        await Eventually.True(async () => await worker.Client.Status(document) == "ready", TimeSpan.FromSeconds(90));
        using var image = await worker.Client.GetAsync($"/api/v1/documents/{document}/pages/1/image", Cancel);
        var question = new { question = "What is the budget of the library?" };
        using var asked = await worker.Client.PostAsJsonAsync("/api/v1/rag/query", question, Cancel);
        var answer = await asked.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
        Assert.Equal(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, (await image.Content.ReadAsByteArrayAsync(Cancel))[..4]);
        Assert.Contains("340 million", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal(document, answer.GetProperty("evidence")[0].GetProperty("document_id").GetGuid());
        Assert.False(Directory.Exists(Path.Combine(_first.Folder, "objects", "objects"))); // neither keeps it on its own disk
        Assert.False(Directory.Exists(Path.Combine(_second.Folder, "objects", "objects")));
    }

    [Fact]
    public async Task A_silo_whose_bucket_is_not_there_does_not_start_and_says_what_to_do()
    {
        var settings = new Dictionary<string, string>(_store.Environment) { ["Preciso__Store__Bucket"] = "nobodys" };

        var said = await SiloProcess.Refused(await cluster.CreateDatabase(), _first.Folder, settings: settings);

        Assert.Contains("The object store cannot be used", said, StringComparison.Ordinal);
        Assert.Contains("Make the bucket, and set Preciso__Store__Bucket", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
