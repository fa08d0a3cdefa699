using System.Net;
using Preciso.Audit;
using Preciso.Documents;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Audit;

/// <summary>A refusal passes the gate of the grain in one silo and the gateway of another, and is on the trail once.</summary>
public sealed class RefusalsAcrossSilosTests(TestCluster cluster)
{
    [Fact]
    public async Task What_a_grain_of_another_silo_refused_is_recorded_once()
    {
        await using var worker = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "worker,scheduler"] };
        await worker.InitializeAsync();
        await using var gateway = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "gateway"], Beside = worker };
        await gateway.InitializeAsync();
        var admin = await worker.NewTenant();
        var reader = await worker.NewUser(admin);
        var document = (await worker.Upload(admin, "note.txt", "text"u8.ToArray())).DocumentId;
        await worker.Grains.Get<IDocumentGrain>(document, admin).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        using var client = await gateway.Client(reader);

        using var response = await client.DeleteAsync($"/api/v1/documents/{document}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var line = Assert.Single(await worker.Trail(admin, new(Outcome: AuditOutcome.Refused)));
        Assert.Equal(("documents.delete", document), (line.Action, line.DocumentId));
    }
}
