using System.Net;
using Dapper;
using Preciso.Audit;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Audit;

/// <summary>What is on the trail, and who may read it.</summary>
public sealed class AuditTrailTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_tenants_lines_are_never_listed_counted_or_exported()
    {
        var ours = await silo.NewTenant();
        var theirs = await silo.NewTenant();
        await silo.NewUser(theirs);
        await silo.Seal(ours, lines: 1);

        var listed = await silo.Trail(ours, new AuditFilter(UserId: theirs.UserId));
        var exported = await Export(ours, new AuditFilter());
        var verified = await silo.Audit().Verify(ours, Cancel);

        Assert.NotEmpty(await silo.Trail(theirs, new AuditFilter(UserId: theirs.UserId)));
        Assert.Empty(listed);
        Assert.Contains(exported, line => line.Contains(ours.UserId.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(exported, line => line.Contains(theirs.UserId.ToString(), StringComparison.Ordinal));
        Assert.Equal((await silo.Trail(ours)).Count, verified.Lines + verified.OpenLines);
    }

    [Fact]
    public async Task Each_filter_finds_its_lines_and_no_others()
    {
        var admin = await silo.NewTenant();
        var kim = await silo.NewUser(admin);
        var document = await silo.UploadReady(kim, "note.txt", "The office opens at nine.");
        var now = TimeProvider.System.GetUtcNow();

        Assert.All(await Found(new(UserId: kim.UserId)), line => Assert.Equal(kim.UserId, line.UserId));
        Assert.All(await Found(new(DocumentId: document)), line => Assert.Equal(document, line.DocumentId));
        Assert.All(await Found(new(Action: "documents.")), line => Assert.StartsWith("documents.", line.Action, StringComparison.Ordinal));
        Assert.Equal("documents.uploaded", Assert.Single(await Found(new(Action: "documents.uploaded"))).Action);
        Assert.NotEmpty(await Found(new(From: now.AddMinutes(-5), To: now.AddMinutes(5))));
        Assert.Empty(await silo.Trail(admin, new(From: now.AddMinutes(5))));
        Assert.Empty(await silo.Trail(admin, new(To: now.AddMinutes(-5))));
        Assert.Empty(await silo.Trail(admin, new(Outcome: AuditOutcome.Refused)));
        Assert.Empty(await silo.Trail(admin, new(Action: "%")));

        async Task<IReadOnlyList<AuditEntry>> Found(AuditFilter filter)
        {
            var lines = await silo.Trail(admin, filter);
            Assert.NotEmpty(lines);
            return lines;
        }
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_ended()
    {
        var admin = await silo.NewTenant();
        await silo.Seal(admin, lines: 5);
        var all = (await silo.Trail(admin)).Select(line => line.Id).ToList();

        var first = await silo.Audit().List(admin, new AuditFilter(Limit: 3), Cancel);
        var second = await silo.Audit().List(admin, new AuditFilter(Limit: 200, Cursor: first.NextCursor), Cancel);

        Assert.Equal(all.OrderDescending(), first.Items.Concat(second.Items).Select(line => line.Id));
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData("audit", "audit.listed")]
    [InlineData("audit/export", "audit.exported")]
    [InlineData("audit/verify", "audit.verified")]
    public async Task Who_may_not_read_the_trail_is_refused_and_that_is_on_it_once(string path, string action)
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        using var client = await silo.Client(analyst);

        using var response = await client.GetAsync($"/api/v1/{path}", Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var line = Assert.Single(await silo.Trail(admin, new(Outcome: AuditOutcome.Refused)));
        Assert.Equal((action, analyst.UserId, true), (line.Action, line.UserId, line.Address is not null));
    }

    [Fact]
    public async Task A_call_that_is_refused_outside_a_grain_is_recorded_by_the_gateway()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(await silo.NewUser(admin, Role.Viewer));

        using var response = await client.GetAsync("/api/v1/pipeline/jobs?everybody=true", Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var line = Assert.Single(await silo.Trail(admin, new(Outcome: AuditOutcome.Refused)));
        Assert.Equal("requests.refused", line.Action);
        Assert.Contains("GET /api/v1/pipeline/jobs", line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_grain_refused_is_recorded_once_however_it_was_called()
    {
        var admin = await silo.NewTenant();
        var reader = await silo.NewUser(admin);
        var document = (await silo.Upload(admin, "note.txt", "text"u8.ToArray())).DocumentId;
        await silo.Grains.Get<IDocumentGrain>(document, admin).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        using var client = await silo.Client(reader);

        using var response = await client.DeleteAsync($"/api/v1/documents/{document}", Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var line = Assert.Single(await silo.Trail(admin, new(Outcome: AuditOutcome.Refused)));
        Assert.Equal(("documents.delete", document), (line.Action, line.DocumentId));
    }

    [Fact]
    public async Task Every_way_into_the_house_is_on_the_trail_with_its_address()
    {
        var admin = await silo.NewTenant();
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var added = await silo.People.AddUser(admin, email, "Kim", Role.Analyst, Cancel);

        await SignIn(added.Password);
        await SignIn("wrong");
        await silo.Grains.Get<IUserGrain>(added.User.Id, admin).SetDisabled(new SetDisabled(true));
        await SignIn(added.Password);
        await silo.Grains.Get<IUserGrain>(added.User.Id, admin).SetDisabled(new SetDisabled(false));
        for (var i = 0; i < 5; i++)
        {
            await SignIn("wrong");
        }
        await SignIn(added.Password);

        var lines = (await silo.Trail(admin, new(UserId: added.User.Id, Action: "users."))).Reverse().ToList();
        Assert.All(lines, line => Assert.Equal("10.1.2.3", line.Address));
        Assert.Equal(
            ["users.signed_in done", "users.signed_in password_wrong", "users.signed_in disabled",
                .. Enumerable.Repeat("users.signed_in password_wrong", 3),
                "users.locked_out done", "users.signed_in password_wrong", "users.signed_in locked_out", "users.signed_in locked_out"],
            lines.Select(InWords));

        Task<SignInResult> SignIn(string password) => silo.People.SignIn(email, password, Cancel, "10.1.2.3");

        static string InWords(AuditEntry line) =>
            $"{line.Action} {(line.Outcome == AuditOutcome.Done ? "done" : line.Detail.Split("\"code\":")[1].Split('"')[1])}";
    }

    [Fact]
    public async Task Who_looked_into_a_document_is_on_the_trail_once_a_look()
    {
        var admin = await silo.NewTenant();
        var reader = await silo.NewUser(admin);
        var document = await silo.UploadReady(admin, "note.txt", "The office opens at nine.");
        await silo.Grains.Get<IDocumentGrain>(document, admin).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        using var client = await silo.Client(reader);

        foreach (var part in (string[])["pages/1/content", "pages/1/image", "pages/1/chunks", "pages/1/content"])
        {
            (await client.GetAsync($"/api/v1/documents/{document}/{part}", Cancel)).EnsureSuccessStatusCode().Dispose();
        }

        var line = Assert.Single(await silo.Trail(admin, new(UserId: reader.UserId, Action: "documents.viewed")));
        Assert.Equal(document, line.DocumentId);
        Assert.NotNull(line.Address);
    }

    [Fact]
    public async Task A_thumbnail_is_no_look_and_a_copy_of_the_file_is_told_each_time()
    {
        var admin = await silo.NewTenant();
        var document = await silo.UploadReady(admin, "note.txt", "The office opens at nine.");
        using var client = await silo.Client(admin);

        foreach (var part in (string[])["pages/1/image?width=160", "file", "file"])
        {
            (await client.GetAsync($"/api/v1/documents/{document}/{part}", Cancel)).EnsureSuccessStatusCode().Dispose();
        }

        Assert.Empty(await silo.Trail(admin, new(Action: "documents.viewed")));
        Assert.Equal(2, (await silo.Trail(admin, new(Action: "documents.downloaded"))).Count(line => line.DocumentId == document));
    }

    [Fact]
    public async Task Who_may_not_see_a_document_has_not_looked_into_it()
    {
        var admin = await silo.NewTenant();
        var other = await silo.NewUser(admin);
        var document = await silo.UploadReady(admin, "note.txt", "The office opens at nine.");

        await Assert.ThrowsAsync<ProblemException>(() => silo.Documents.Pages(other, document, 1, 1, Cancel));

        Assert.Empty(await silo.Trail(admin, new(UserId: other.UserId, Action: "documents.viewed")));
    }

    [Fact]
    public async Task An_export_is_a_file_of_all_lines_and_is_on_the_trail_itself()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        await silo.Database.Query(
            admin.TenantId,
            connection =>
                connection.ExecuteAsync("UPDATE users SET name = '=cmd()' WHERE user_id = @UserId", new { admin.UserId }), Cancel);

        using var response = await client.GetAsync("/api/v1/audit/export?action=users.", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        var lines = text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Grains.Audit.AuditCsv.Header, lines[0]);
        Assert.Contains(",'=cmd(),users.registered,done,", Assert.Single(lines[1..]), StringComparison.Ordinal);
        Assert.Equal("audit.exported", Assert.Single(await silo.Trail(admin, new(Action: "audit."))).Action);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("한글, 쉼표", "\"한글, 쉼표\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    public void A_cell_is_quoted_as_the_format_asks_and_never_a_formula(string? text, string cell)
    {
        Assert.Equal(cell, Grains.Audit.AuditCsv.Cell(text));
    }

    private async Task<List<string>> Export(Caller caller, AuditFilter filter)
    {
        var lines = new List<string>();
        await foreach (var line in await silo.Audit().Export(caller, filter, Cancel))
        {
            lines.Add(line);
        }
        return lines;
    }
}
