using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Types;

public sealed class TypeEndpointTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_type_is_drafted_published_and_listed_over_rest()
    {
        using var client = await silo.Client(await silo.NewTenant());

        var draft =
            await Json(await Send(client, HttpMethod.Put, "delivery_note/draft", new SaveDocumentType(TypeWorld.DeliveryNote(), null)));
        var published =
            await Json(await Send(
                client, HttpMethod.Post, "delivery_note/publish", new PublishDocumentType(draft.GetProperty("draft_version").GetInt32())));
        var list = await Json(await client.GetAsync("/api/v1/document-types", Cancel));
        var one = await Json(await client.GetAsync("/api/v1/document-types/delivery_note", Cancel));
        var versions = await Json(await client.GetAsync("/api/v1/document-types/delivery_note/versions", Cancel));

        Assert.Equal(1, published.GetProperty("version").GetInt32());
        Assert.Equal(["receipt", "tax_invoice", "contract", "report", "certificate", "other", "delivery_note"],
            list.GetProperty("items").EnumerateArray().Select(type => type.GetProperty("key").GetString()));
        Assert.Equal("number", one.GetProperty("published").GetProperty("fields")[0].GetProperty("name").GetString());
        Assert.Single(versions.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_draft_is_thrown_away_over_rest()
    {
        using var client = await silo.Client(await silo.NewTenant());
        await Send(client, HttpMethod.Put, "delivery_note/draft", new SaveDocumentType(TypeWorld.DeliveryNote(), null));

        using var stale = await client.DeleteAsync("/api/v1/document-types/delivery_note/draft?draft_version=9", Cancel);
        using var gone = await client.DeleteAsync("/api/v1/document-types/delivery_note/draft?draft_version=1", Cancel);
        using var after = await client.GetAsync("/api/v1/document-types/delivery_note", Cancel);

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.NotFound), (stale.StatusCode, gone.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task A_type_is_tried_over_rest()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadRead(owner, "note.txt", "Delivery note no: A-2291");
        using var client = await silo.Client(owner);

        var tried =
            await Json(await Send(client, HttpMethod.Post, "try", new { type = TypeWorld.DeliveryNote(), documents = new[] { document } }));

        Assert.Equal("A-2291", tried.GetProperty("items")[0].GetProperty("fields")[0].GetProperty("printed").GetString());
    }

    [Fact]
    public async Task Somebody_who_is_no_administrator_may_list_and_not_write()
    {
        using var client = await silo.Client(await silo.NewUser(await silo.NewTenant()));

        using var list = await client.GetAsync("/api/v1/document-types", Cancel);
        using var save = await Send(client, HttpMethod.Put, "delivery_note/draft", new SaveDocumentType(TypeWorld.DeliveryNote(), null));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (list.StatusCode, save.StatusCode));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":{}}""")]
    [InlineData("""{"type":{"key":"delivery_note","fields":[{}],"rules":[{"kind":"sum"}]}}""")]
    public async Task A_body_that_lacks_what_it_needs_is_refused(string body)
    {
        using var client = await silo.Client(await silo.NewTenant());
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await client.PutAsync("/api/v1/document-types/delivery_note/draft", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string path, object body) =>
        client.SendAsync(
            new HttpRequestMessage(
                method, $"/api/v1/document-types/{path}")
            { Content = JsonContent.Create(body, options: PrecisoJson.Options) }, Cancel);

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
