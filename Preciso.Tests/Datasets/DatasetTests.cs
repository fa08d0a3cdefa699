using System.Net;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Datasets;

/// <summary>What approved documents yield, over REST: whose it is, when it is there, and when it is gone.</summary>
public sealed class DatasetTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly string[] Kinds = ["samples", "facts", "passages", "triples"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approved_document_yields_rows_of_every_kind_with_their_evidence()
    {
        var admin = await silo.NewTenant();
        await silo.AllowTraining(admin);
        var document = await silo.UploadApproved(admin);
        using var client = await silo.Client(admin);

        foreach (var kind in Kinds)
        {
            var rows = await Rows(client, kind);

            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(document, row.GetProperty("document_id").GetGuid()));
            Assert.All(rows, row => Assert.NotEqual(Guid.Empty, row.GetProperty("approval_id").GetGuid()));
        }
        var fact = Assert.Single(await Rows(client, "facts", "&metric=합계"));
        Assert.Equal("55,000원", fact.GetProperty("fact").GetProperty("printed").GetString());
        Assert.Equal(4, fact.GetProperty("fact").GetProperty("box").GetArrayLength());
    }

    [Fact]
    public async Task Samples_are_masked()
    {
        var admin = await silo.NewTenant();
        await silo.AllowTraining(admin);
        await silo.UploadApproved(admin);
        using var client = await silo.Client(admin);

        var samples = await client.GetStringAsync("/api/v1/datasets/samples", Cancel);

        Assert.Contains("[phone]", samples, StringComparison.Ordinal);
        Assert.DoesNotContain("010-1234-5678", samples, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_strangers_rows_never_appear(bool sameTenant)
    {
        var owner = await silo.NewTenant();
        await silo.AllowTraining(owner);
        var document = await silo.UploadApproved(owner);
        var other = sameTenant ? await silo.NewUser(owner) : await silo.NewTenant();
        using var theirs = await silo.Client(owner);
        using var client = await silo.Client(other);

        foreach (var kind in Kinds)
        {
            Assert.NotEmpty(await Rows(theirs, kind));
            Assert.Empty(await Rows(client, kind));
            Assert.Empty(await Rows(client, kind, $"&document_id={document}"));
        }
        var counts = await silo.Datasets().Count(other, null, Cancel);
        Assert.Equal((0, 0, 0, 0, 0), (counts.Documents, counts.Samples, counts.Facts, counts.Passages, counts.Triples));
    }

    [Fact]
    public async Task Without_consent_there_are_no_samples_and_everything_else()
    {
        var admin = await silo.NewTenant();
        await silo.UploadApproved(admin);
        using var client = await silo.Client(admin);

        Assert.Empty(await Rows(client, "samples"));
        foreach (var kind in Kinds.Except(["samples"]))
        {
            Assert.NotEmpty(await Rows(client, kind));
        }
    }

    [Fact]
    public async Task Consent_that_is_withdrawn_takes_the_samples_away_at_once()
    {
        var admin = await silo.NewTenant();
        await silo.AllowTraining(admin);
        await silo.UploadApproved(admin);
        using var client = await silo.Client(admin);
        Assert.NotEmpty(await Rows(client, "samples"));

        await silo.AllowTraining(admin, allowed: false);

        Assert.Empty(await Rows(client, "samples"));
        Assert.Equal(0, (await silo.Datasets().Count(admin, null, Cancel)).Samples);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("reject")]
    [InlineData("request changes")]
    public async Task What_a_document_yielded_goes_with_it(string end)
    {
        var admin = await silo.NewTenant();
        await silo.AllowTraining(admin);
        var document = await silo.UploadApproved(admin);
        var grain = silo.Grains.Get<IDocumentGrain>(document, admin);
        using var client = await silo.Client(admin);
        foreach (var kind in Kinds)
        {
            Assert.NotEmpty(await Rows(client, kind));
        }

        _ = end switch
        {
            "delete" => await grain.Delete(new DeleteDocument()),
            "reject" => await grain.Reject(new RejectDocument("The wrong file.")),
            _ => await grain.RequestChanges(new RequestDocumentChanges("The date is cut off.", [])),
        };

        foreach (var kind in Kinds)
        {
            Assert.Empty(await Rows(client, kind));
        }
    }

    [Fact]
    public async Task Facts_come_as_csv_with_one_column_for_each_part()
    {
        var admin = await silo.NewTenant();
        await silo.UploadApproved(admin);
        using var client = await silo.Client(admin);

        using var response = await client.GetAsync("/api/v1/datasets/facts?format=csv&metric=합계", Cancel);
        var lines = (await response.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("facts.csv", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("document_id,filename,approval_id,entity,metric,printed,value", lines[0], StringComparison.Ordinal);
        Assert.Contains("합계,\"55,000원\",55000", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_there_is_not_is_refused()
    {
        using var client = await silo.Client(await silo.NewTenant());

        using var response = await client.GetAsync("/api/v1/datasets/facts?format=xml", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("format_invalid", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> Rows(HttpClient client, string kind, string filter = "")
    {
        var text = await client.GetStringAsync($"/api/v1/datasets/{kind}?limit=1000{filter}", Cancel);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
