using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Notifications;

public sealed class NotificationEndpointTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_lists_counts_and_marks_what_its_person_was_told()
    {
        var owner = await silo.NewTenant();
        var friend = await silo.NewUser(owner);
        using var client = await silo.Client(friend);
        foreach (var name in new[] { "one.txt", "two.txt", "three.txt" })
        {
            var document = await silo.UploadReady(owner, name, $"{name}의 매출은 10억 원이다.");
            await silo.Grains.Get<IDocumentGrain>(document, owner)
                .Share(new ShareDocument(friend.UserId, null, SharePermission.Read));
        }
        await Eventually.True(async () => await Unread(client) == 3, TimeSpan.FromSeconds(60));

        var first = await Get(client, "/api/v1/notifications?limit=2");
        var second = await Get(client, $"/api/v1/notifications?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");
        var newest = first.GetProperty("items")[0];
        var read = await client.PostAsync($"/api/v1/notifications/{newest.GetProperty("id").GetInt64()}/read", null, Cancel);
        var afterOne = await Unread(client);
        await client.PostAsync("/api/v1/notifications/read", null, Cancel);

        Assert.Equal(["three.txt", "two.txt", "one.txt"],
            first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
                .Select(item => item.GetProperty("filename").GetString()));
        Assert.Equal("document_shared", newest.GetProperty("kind").GetString());
        Assert.Equal((HttpStatusCode.NoContent, 2, 0), (read.StatusCode, afterOne, await Unread(client)));
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_refused()
    {
        using var client = await silo.Client(await silo.NewTenant());

        var answer = await client.GetAsync("/api/v1/notifications?cursor=elsewhere", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<int> Unread(HttpClient client) =>
        (await Get(client, "/api/v1/notifications/unread")).GetProperty("unread").GetInt32();

    private static Task<JsonElement> Get(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path, Cancel);
}
