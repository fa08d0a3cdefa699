using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Preciso.Documents;
using Preciso.Notifications;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Notifications;

/// <summary>
/// Random histories of sharing, teams and deleting. After every step each person's list is what was told them about documents that they
/// may read at that moment, by the documents' own list, and the count is that of the list.
/// </summary>
public sealed class NotificationPermissionTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Steps = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nobody_is_told_of_what_they_may_not_read(int seed)
    {
        var random = new Random(seed);
        var admin = await silo.NewTenant();
        Caller[] people = [admin, await silo.NewUser(admin), await silo.NewUser(admin, Role.Viewer)];
        var team = await silo.NewTeam(admin, people[2]);
        Guid[] documents =
        [
            await silo.UploadReady(admin, "a.txt", $"매출은 {seed}억 원이다."),
            await silo.UploadReady(people[1], "b.txt", $"예산은 {seed}억 원이다."),
        ];

        for (var step = 0; step < Steps; step++)
        {
            var did = await Step(random, admin, people, team, documents);
            await AllTold(admin);
            foreach (var person in people)
            {
                await AssertTold(person, $"seed {seed}, step {step}: {did}");
            }
        }
    }

    private async Task AssertTold(Caller person, string when)
    {
        var notifications = silo.Services.GetRequiredService<INotifications>();
        var readable = (await silo.Documents.List(person, new DocumentFilter(), Cancel)).Items.Select(item => item.Document.Id).ToArray();
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        var expected = await owner.QueryAsync<long>(
            """
            SELECT notification_id FROM notifications WHERE user_id = @UserId AND (document_id IS NULL OR document_id = ANY (@readable))
            ORDER BY notification_id DESC
            """,
            new { person.UserId, readable });

        var listed = await notifications.List(person, new NotificationFilter(Limit: 100), Cancel);
        var unread = await notifications.CountUnread(person, Cancel);

        Assert.True(expected.SequenceEqual(listed.Items.Select(one => one.Id)), when);
        Assert.True(listed.Items.All(one => one.DocumentId is null || one.Filename is not null), when);
        Assert.True(unread == listed.Items.Count(one => one.ReadAt is null), when);
    }

    private async Task<string> Step(Random random, Caller admin, Caller[] people, Guid team, Guid[] documents)
    {
        var (document, person) = (random.GetItems(documents, 1)[0], random.GetItems(people, 1)[0]);
        var owner = document == documents[0] ? people[0] : people[1];
        var grain = silo.Grains.Get<IDocumentGrain>(document, owner);
        switch (random.Next(100))
        {
            case < 30:
                await Try(() => grain.Share(new ShareDocument(person.UserId, null, SharePermission.Read)));
                return $"share {document} with {person.UserId}";
            case < 55:
                await Try(() => grain.Unshare(new UnshareDocument(person.UserId, null)));
                return $"unshare {document} from {person.UserId}";
            case < 70:
                await Try(() => grain.Share(new ShareDocument(null, team, SharePermission.Read)));
                return $"share {document} with the team";
            case < 80:
                await Try(() => grain.Unshare(new UnshareDocument(null, team)));
                return $"unshare {document} from the team";
            case < 88:
                await silo.Grains.Get<ITeamGrain>(team, admin).AddMember(new AddTeamMember(person.UserId));
                return $"{person.UserId} joins";
            case < 98:
                await silo.Grains.Get<ITeamGrain>(team, admin).RemoveMember(new RemoveTeamMember(person.UserId));
                return $"{person.UserId} leaves";
            default:
                await Try(() => grain.Delete(new DeleteDocument()));
                return $"delete {document}";
        }
    }

    /// <summary>The log has no event of this company that was not handed on.</summary>
    private async Task AllTold(Caller admin)
    {
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        await Eventually.True(
            () => owner.ExecuteScalarAsync<bool>(
                """
                SELECT NOT EXISTS (SELECT FROM events e WHERE e.tenant_id = @TenantId AND (e.log_offset IS NULL OR e.log_offset >
                    (SELECT coalesce(max(g.log_offset), 0) FROM consumer_groups g WHERE g.name = 'notifications')))
                """,
                new { admin.TenantId }),
            TimeSpan.FromSeconds(30));
    }

    private static async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ProblemException e) when (e.Kind is ProblemKind.NotFound or ProblemKind.Invalid or ProblemKind.Conflict)
        {
            // Of a deleted one, or with its owner: it changes nothing.
        }
    }
}
