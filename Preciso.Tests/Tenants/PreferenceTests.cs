using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Installation;
using Preciso.Notifications;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Tenants;

/// <summary>What a person likes, where they were, and on what their installation stands.</summary>
public sealed class PreferenceTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preferences_are_kept_for_each_person_alone()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        using var other = await silo.Client(await silo.NewUser(admin));

        var put = await client.PutAsJsonAsync(
            "/api/v1/me/preferences",
            new Preferences(
                Brightness.Dark, Density.Compact, "en", RailFolded: true, [NotificationKind.JobFailed], SetupLater: [SetupStep.People]),
            PrecisoJson.Options,
            Cancel);
        var kept = await client.GetFromJsonAsync<JsonElement>("/api/v1/me/preferences", Cancel);
        var others = await other.GetFromJsonAsync<JsonElement>("/api/v1/me/preferences", Cancel);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(("dark", "compact", "en", true), (Text(kept, "theme"), Text(kept, "density"), Text(kept, "language"),
            kept.GetProperty("rail_folded").GetBoolean()));
        Assert.Equal("job_failed", kept.GetProperty("muted")[0].GetString());
        Assert.Equal("people", kept.GetProperty("setup_later")[0].GetString());
        Assert.Equal(("system", "comfortable"), (Text(others, "theme"), Text(others, "density")));
    }

    [Theory]
    [InlineData("""{"language":"fr"}""")]
    [InlineData("""{"theme":"sepia"}""")]
    [InlineData("""{"muted":["everything"]}""")]
    public async Task What_there_is_not_is_refused(string preferences)
    {
        using var client = await silo.Client(await silo.NewTenant());

        var answer = await client.PutAsync(
            "/api/v1/me/preferences", new StringContent(preferences, null, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Documents_that_were_opened_last_come_back_while_they_may_be_read()
    {
        var visits = silo.Services.GetRequiredService<IVisits>();
        var owner = await silo.NewTenant();
        var friend = await silo.NewUser(owner);
        var first = await silo.UploadReady(owner, "1.txt", "매출은 1억 원이다.");
        var second = await silo.UploadReady(owner, "2.txt", "예산은 2억 원이다.");
        foreach (var document in new[] { first, second })
        {
            await silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(friend.UserId, null, SharePermission.Read));
            await visits.Record(friend, document, Cancel);
        }
        await visits.Record(friend, first, Cancel);
        var both = await visits.Recent(friend, 10, Cancel);

        await silo.Grains.Get<IDocumentGrain>(first, owner).Unshare(new UnshareDocument(friend.UserId, null));

        Assert.Equal(["1.txt", "2.txt"], both.Select(visit => visit.Filename));
        Assert.Equal(["2.txt"], (await visits.Recent(friend, 10, Cancel)).Select(visit => visit.Filename));
        Assert.Empty(await visits.Recent(owner, 10, Cancel));
    }

    [Fact]
    public async Task A_document_that_one_may_not_read_is_no_place_where_one_was()
    {
        var visits = silo.Services.GetRequiredService<IVisits>();
        var owner = await silo.NewTenant();
        var stranger = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "secret.txt", "매출은 3억 원이다.");

        await visits.Record(stranger, document, Cancel);
        await silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(stranger.UserId, null, SharePermission.Read));

        Assert.Empty(await visits.Recent(stranger, 10, Cancel));
    }

    [Fact]
    public async Task Coming_back_soon_is_the_same_visit()
    {
        var visits = silo.Services.GetRequiredService<IVisits>();
        var person = await silo.NewTenant();

        var first = await visits.ComeIn(person, Cancel);
        var second = await visits.ComeIn(person, Cancel);

        Assert.Equal((null, null), (first, second));
    }

    [Fact]
    public async Task The_preflight_finds_what_this_installation_stands_on_and_is_for_admins()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        using var viewer = await silo.Client(await silo.NewUser(admin, Role.Reviewer));

        var checks = await silo.Services.GetRequiredService<IPreflight>().Run(admin, Cancel);
        var report = await client.GetFromJsonAsync<JsonElement>("/api/v1/operations/preflight", Cancel);
        var refused = await viewer.GetAsync("/api/v1/operations/preflight", Cancel);

        Assert.Equal(Enum.GetValues<PreflightPart>(), checks.Select(check => check.Part));
        Assert.All(checks, check => Assert.Equal(PreflightStanding.Good, check.Standing));
        Assert.Equal("database", report.GetProperty("items")[0].GetProperty("part").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_language_that_scans_are_to_be_read_for_and_that_is_not_there_is_told()
    {
        var admin = await silo.NewTenant();
        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings("kor+xyz"));

        var checks = await silo.Services.GetRequiredService<IPreflight>().Run(admin, Cancel);

        var ocr = Assert.Single(checks, check => check.Part == PreflightPart.Ocr);
        Assert.Equal(PreflightStanding.Partly, ocr.Standing);
        Assert.Equal(["kor"], ocr.Found);
    }

    private static string? Text(JsonElement preferences, string name) => preferences.GetProperty(name).GetString();
}
