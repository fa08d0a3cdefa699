using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>A tenant changes its embedder while people ask: one serves until all is made by the other, and they are never mixed.</summary>
public sealed class EmbedderTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Rent = "The monthly rent of the warehouse in Hamburg is 5,500 euros.";
    private const string Question = "What is the monthly rent of the warehouse?";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private EmbeddingEndpoint _endpoint = null!;
    private TestSilo _silo = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await EmbeddingEndpoint.Start();
        _silo = new TestSilo(cluster) { Settings = _endpoint.Settings("alpha", "beta") };
        await _silo.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task The_old_one_serves_until_the_last_document_is_embedded_and_then_its_vectors_are_gone()
    {
        var admin = await _silo.NewTenant();
        await _silo.UploadReady(admin, "lease.txt", Rent);
        await _silo.UploadReady(admin, "note.txt", "The canteen opens at noon.");
        await Select(admin, "alpha:v1");
        await Serves(admin, "alpha:v1");
        var open = new TaskCompletionSource<bool>();
        _endpoint.Let("beta", call => call == 1 ? Task.FromResult(true) : open.Task);

        var selected = await Select(admin, "beta:v1");
        await Eventually.True(async () => (await Standing(admin)).Done == 1, Deadline);
        var meanwhile = await Find(admin, Question);
        var standing = await Standing(admin);
        open.SetResult(true);
        await Serves(admin, "beta:v1");
        var afterwards = await Find(admin, Question);

        Assert.Equal(new EmbedderStanding("alpha:v1", "beta:v1", 0, 2), selected);
        Assert.Equal(new EmbedderStanding("alpha:v1", "beta:v1", 1, 2), standing);
        Assert.Equal([1, 1], meanwhile.Select(candidate => candidate.Meaning)); // once each, by the vector of what serves
        Assert.Equal([1, 1], afterwards.Select(candidate => candidate.Meaning));
        Assert.Equal(["beta:v1"], await Stored(admin));
    }

    [Fact]
    public async Task What_comes_while_one_embedder_follows_another_is_found_by_either()
    {
        var admin = await _silo.NewTenant();
        await Select(admin, "alpha:v1");
        await _silo.UploadReady(admin, "lease.txt", Rent);

        await Eventually.True(async () => (await Find(admin, Question)) is [{ Meaning: 1 }], Deadline);
        await Select(admin, "beta:v1");
        await Serves(admin, "beta:v1");
        await Select(admin, null);

        Assert.Equal(new EmbedderStanding(null), await Standing(admin));
        Assert.Null(Assert.Single(await Find(admin, Question)).Meaning);
        Assert.Empty(await Stored(admin));
    }

    [Fact]
    public async Task A_job_whose_silo_dies_goes_on_with_the_passages_that_are_left()
    {
        var admin = await _silo.NewTenant();
        await _silo.UploadReady(admin, "long.txt", string.Join("\n\n", Enumerable.Range(1, 60).Select(Paragraph)));
        _endpoint.Let("alpha", call => call == 1 ? Task.FromResult(true) : Task.Delay(Timeout.Infinite, Cancel).ContinueWith(_ => false));
        await Select(admin, "alpha:v1");
        await Eventually.True(async () => await Count(admin) > 0, Deadline);
        await _silo.StopAsync();
        _endpoint.Let("alpha", _ => Task.FromResult(true));

        await using var next = new TestSilo(cluster) { On = _silo.ConnectionString, Settings = _endpoint.Settings("alpha", "beta") };
        await next.InitializeAsync();
        await Eventually.True(
            async () => (await next.Services.GetRequiredService<IEmbedders>().Standing(admin, Cancel)).Serving == "alpha:v1", Deadline);

        var texts = _endpoint.Answered.SelectMany(call => call.Texts).ToList();
        Assert.True(texts.Count > 32, "The document has to be longer than one batch.");
        Assert.Equal(texts.Distinct().Count(), texts.Count);
    }

    [Fact]
    public async Task While_the_endpoint_is_away_questions_are_answered_by_their_words_and_the_trace_says_so()
    {
        var admin = await _silo.NewTenant();
        await _silo.UploadReady(admin, "lease.txt", Rent);
        await Select(admin, "alpha:v1");
        await Serves(admin, "alpha:v1");
        _endpoint.Let("alpha", _ => Task.FromResult(false));

        var answer = await _silo.Ask(admin, Question);

        Assert.True(answer.Answered);
        var retrieve = (await _silo.Jobs.Get(admin, answer.JobId, Cancel)).Steps.Single(step => step.Name == "retrieve");
        Assert.Equal(1, retrieve.Figures["embedder_failed"]);
        Assert.Null((await _silo.Ask(admin, Question)).Trace!.CachedFrom); // with its meaning the answer may be another
    }

    [Fact]
    public async Task An_answer_is_given_again_until_vectors_come_by_which_it_may_be_another()
    {
        var admin = await _silo.NewTenant();
        await _silo.UploadReady(admin, "lease.txt", Rent);
        var byWords = await _silo.Ask(admin, Question);
        await Select(admin, "alpha:v1");
        await Serves(admin, "alpha:v1");

        var byMeaning = await _silo.Ask(admin, Question);
        var again = await _silo.Ask(admin, Question);

        Assert.Null(byWords.Trace!.CachedFrom);
        Assert.Null(byMeaning.Trace!.CachedFrom);
        Assert.Equal(byMeaning.JobId, again.Trace!.CachedFrom);
    }

    [Fact]
    public async Task Vectors_of_another_length_or_of_an_embedder_that_the_tenant_has_not_are_refused_by_the_schema()
    {
        var admin = await _silo.NewTenant();
        await _silo.UploadReady(admin, "lease.txt", Rent);
        await Select(admin, "alpha:v1");
        await Serves(admin, "alpha:v1");

        foreach (var (embedder, vector) in ((string, string)[])[("alpha:v1", "[1,2,3]"), ("gamma:v1", "[1,0,0,0,0,0,0,0]")])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => _silo.Sql(
                """
                DELETE FROM embeddings WHERE tenant_id = @TenantId;
                INSERT INTO embeddings (tenant_id, embedder, chunk_id, document_id, embedding)
                SELECT tenant_id, @embedder, chunk_id, document_id, @vector::halfvec FROM chunks WHERE tenant_id = @TenantId
                """,
                new { admin.TenantId, embedder, vector }));
            Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
        }
    }

    private static string Paragraph(int n) =>
        string.Join(' ', Enumerable.Range(1, 12).Select(i => $"Clause {n}.{i} of the contract says what the tenant of flat {n} owes."));

    private Task<EmbedderStanding> Select(Caller admin, string? embedder) =>
        _silo.Grains.Get<IEmbedderGrain>(admin.TenantId, admin).Select(new SelectEmbedder(embedder));

    private Task<EmbedderStanding> Standing(Caller admin) => _silo.Services.GetRequiredService<IEmbedders>().Standing(admin, Cancel);

    private Task Serves(Caller admin, string embedder) =>
        Eventually.True(async () => await Standing(admin) == new EmbedderStanding(embedder), Deadline);

    private async Task<IReadOnlyList<Candidate>> Find(Caller caller, string question) =>
        await _silo.FindByMeaning(caller, (await Standing(caller)).Serving, question, Cancel);

    private Task<List<string>> Stored(Caller admin) => _silo.Database.Query(
        admin.TenantId,
        async connection => (await connection.QueryAsync<string>(
            "SELECT DISTINCT embedder FROM embeddings UNION SELECT embedder FROM embedded_documents")).AsList(),
        Cancel);

    private Task<long> Count(Caller admin) => _silo.Database.Query(
        admin.TenantId, connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM embeddings"), Cancel);
}
