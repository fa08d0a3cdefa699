using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Library;

/// <summary>Spaces, tags, trash, bulk and saved views as programs call them.</summary>
public sealed class LibraryEndpointTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_put_into_a_space_tagged_found_deleted_and_restored()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        var document = await silo.UploadReady(admin, "plan.txt", "봄 판촉 행사 계획이다.");

        var space = (await Post(client, "spaces", new { name = "기획" })).GetProperty("id").GetGuid();
        await client.PostAsJsonAsync($"api/v1/documents/{document}/move", new { space_id = space }, Cancel);
        var tagged = await Post(client, $"documents/{document}/tags", new { add = (string[])["봄"] });
        var listed = await Get(client, $"documents?space_id={space}&tag=봄&status=ready,failed&owner=me&sort=-name&total=true");
        await client.DeleteAsync($"api/v1/documents/{document}", Cancel);
        var trash = await Get(client, "documents/trash");
        var restored = await Post(client, $"documents/{document}/restore", new { });

        Assert.Equal("봄", tagged.GetProperty("tags")[0].GetString());
        Assert.Equal(1, listed.GetProperty("total").GetInt32());
        Assert.Equal("기획", listed.GetProperty("items")[0].GetProperty("space").GetString());
        Assert.Equal(document, trash.GetProperty("items")[0].GetProperty("document_id").GetGuid());
        Assert.Equal("ready", restored.GetProperty("status").GetString());
        Assert.Equal(1, (await Get(client, "spaces")).GetProperty("items")[0].GetProperty("documents").GetInt32());
        Assert.Equal("봄", (await Get(client, "documents/tags")).GetProperty("items")[0].GetProperty("tag").GetString());
    }

    [Fact]
    public async Task Many_are_deleted_at_once_and_each_refusal_is_said_beside_its_document()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        var document = await silo.UploadReady(admin, "a.txt", "지울 문서의 내용");
        Guid[] ids = [document, Guid.CreateVersion7()];

        var results = (await Post(client, "documents/bulk", new { action = "delete", document_ids = ids })).GetProperty("items");

        Assert.False(results[0].TryGetProperty("problem", out _));
        Assert.Equal("document_not_found", results[1].GetProperty("problem").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("status=lost", "status_invalid")]
    [InlineData("sort=colour", "sort_invalid")]
    [InlineData("owner=nobody", "owner_invalid")]
    [InlineData("cursor=x", "cursor_invalid")]
    [InlineData("tag=%20,%00", "tag_invalid")]
    public async Task A_filter_that_means_nothing_is_refused_in_words(string query, string code)
    {
        using var client = await silo.Client(await silo.NewTenant());

        var answer = await client.GetAsync(new Uri($"api/v1/documents?{query}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_view_is_saved_listed_and_removed()
    {
        using var client = await silo.Client(await silo.NewTenant());

        var saved = await Post(client, "documents/views", new { name = "실패", query = "state=failed" });
        var listed = await Get(client, "documents/views");
        var removed = await client.DeleteAsync(new Uri($"api/v1/documents/views/{saved.GetProperty("id")}", UriKind.Relative), Cancel);

        Assert.Equal("state=failed", listed.GetProperty("items")[0].GetProperty("query").GetString());
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(0, (await Get(client, "documents/views")).GetProperty("items").GetArrayLength());
    }

    private static Task<JsonElement> Get(HttpClient client, string path) =>
        client.GetFromJsonAsync<JsonElement>($"api/v1/{path}", Cancel);

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync($"api/v1/{path}", body, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
