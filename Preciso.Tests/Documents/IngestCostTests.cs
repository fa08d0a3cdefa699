using Npgsql;
using Preciso.Documents;
using Preciso.Tests.Postgres;
using Preciso.Tests.Reading;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>What the way of a small file costs PostgreSQL, from the upload to the moment when answers can cite it.</summary>
public sealed class IngestCostTests(TestCluster cluster) : IAsyncLifetime
{
    private const int MostTransactions = 10;
    private const int MostRoundTrips = 40;

    private WireMeter _meter = null!;
    private TestSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _meter = new WireMeter(await cluster.CreateDatabase());
        // Not the scheduler: what it does with events and chores it does for all, whenever it likes.
        _silo = new TestSilo(cluster) { On = _meter.ConnectionString, Settings = ["--Preciso:Roles", "gateway,worker"] };
        await _silo.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _meter.DisposeAsync();
    }

    [Fact]
    public Task A_pdf_of_one_page() => Costs("note.pdf", Pdf.Print("The office opens at nine. Revenue was 1,234 million won in 2025."));

    [Fact]
    public Task A_word_document() => Costs("note.docx", DocxTests.Docx("<w:p><w:r><w:t>The office opens at nine.</w:t></w:r></w:p>"));

    [Fact]
    public async Task A_scan_of_one_page() => await Costs("scan.png", await Pdf.Picture(Pdf.Print("The office opens at nine.")));

    private async Task Costs(string filename, byte[] content)
    {
        var owner = await _silo.NewTenant();
        await _silo.UploadReady(owner, "before.txt", "What is made once is made."); // statements are planned, the tenant is known
        _meter.Reset();

        var uploaded = await _silo.Upload(owner, filename, content);
        await Eventually.True(() => Task.FromResult(_meter.Trips.Any(trip => trip.Has("end_jobs"))), TimeSpan.FromSeconds(60));

        var trips = _meter.Trips.Where(IsWork).ToList();
        Assert.NotEqual(DocumentState.Failed, (await _silo.Settled(owner, uploaded.DocumentId)).Status);
        var list = string.Join("\n\n", trips.Select(trip => string.Join("\n", trip.Statements)));
        TestContext.Current.SendDiagnosticMessage(
            $"{filename}: {trips.Count(trip => trip.EndsTransaction)} transactions, {trips.Count} round trips");
        Assert.True(trips.Count(trip => trip.EndsTransaction) is > 5 and <= MostTransactions, list);
        Assert.True(trips.Count <= MostRoundTrips, list);
    }

    /// <summary>Neither the queue's looking and breathing, nor what silos tell each other, nor Orleans' own tables.</summary>
    private static bool IsWork(RoundTrip trip) =>
        !trip.Has("claim_jobs") && !trip.Has("next_job_due") && !trip.Has("lease_until = clock_timestamp()") && !trip.Has("pg_notify")
        && !trip.Has("orleans") && !trip.Has("OrleansQuery") && !trip.Has("DISCARD") && trip.Statements.Count > 0;
}
