using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>Pictures of pages, words within a document and the file itself, over REST.</summary>
public sealed class InsideDocumentTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly byte[] ThreePages = Pdf.Print("Net income rose\nin Busan", "nothing here", "again net\nINCOME");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_are_found_on_every_page_with_their_boxes()
    {
        var (client, document) = await Read("report.pdf", ThreePages);

        var hits = (await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/documents/{document}/search?q=net%20income", Cancel)).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal([1, 3], hits.Select(hit => hit.GetProperty("page").GetInt32()));
        Assert.Equal([1, 2], hits.Select(hit => hit.GetProperty("boxes").GetArrayLength()));
        var box = hits[0].GetProperty("boxes")[0].EnumerateArray().Select(side => side.GetDouble()).ToList();
        Assert.InRange(box[0], 71, 73);
        Assert.InRange(box[1], 55, 75);
    }

    [Fact]
    public async Task Words_that_were_recognised_are_found_too()
    {
        var jpeg = await Pdf.Picture(Pdf.Print("Warehouse in Incheon opens"));
        var (client, document) = await Read("scan.pdf", Pdf.Scanned(1653, 2339, jpeg));

        var hits = await client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{document}/search?q=incheon", Cancel);

        Assert.Equal(1, hits.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%00")]
    public async Task To_look_for_nothing_is_refused(string words)
    {
        var (client, document) = await Read("report.pdf", ThreePages);

        using var response = await client.GetAsync($"/api/v1/documents/{document}/search?q={words}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_page_is_drawn_as_wide_as_is_asked()
    {
        var (client, document) = await Read("report.pdf", ThreePages);

        var small = await client.GetByteArrayAsync($"/api/v1/documents/{document}/pages/2/image?width=160", Cancel);
        var large = await client.GetByteArrayAsync($"/api/v1/documents/{document}/pages/2/image?width=1600", Cancel);

        Assert.InRange(Width(small), 159, 161);
        Assert.InRange(Width(large), 1599, 1601);
    }

    [Theory]
    [InlineData(39)]
    [InlineData(2401)]
    public async Task A_width_beyond_reason_is_refused(int width)
    {
        var (client, document) = await Read("report.pdf", ThreePages);

        using var response = await client.GetAsync($"/api/v1/documents/{document}/pages/1/image?width={width}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_picture_that_the_browser_has_is_not_sent_again_until_the_document_is_read_again()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        var document = (await silo.Upload(admin, "report.pdf", ThreePages)).DocumentId;
        await silo.Settled(admin, document);
        var path = $"/api/v1/documents/{document}/pages/1/image";
        using var first = await client.GetAsync(path, Cancel);

        var again = await Ask(client, path, first.Headers.ETag!);
        await silo.Grains.Get<IDocumentGrain>(document, admin).Retry(new RetryDocument());
        await silo.Settled(admin, document);
        var anew = await Ask(client, path, first.Headers.ETag!);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again, anew));
        Assert.True(first.Headers.CacheControl!.Private);
    }

    [Fact]
    public async Task The_file_comes_back_as_it_was_and_is_never_shown_in_place()
    {
        const string name = "보고서 <1>.pdf";
        var (client, document) = await Read(name, ThreePages);

        using var response = await client.GetAsync($"/api/v1/documents/{document}/file", Cancel);

        Assert.Equal(ThreePages, await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(name, response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    private async Task<(HttpClient Client, Guid Document)> Read(string name, byte[] file)
    {
        var admin = await silo.NewTenant();
        var uploaded = await silo.Upload(admin, name, file);
        await silo.Settled(admin, uploaded.DocumentId);
        return (await silo.Client(admin), uploaded.DocumentId);
    }

    private static async Task<HttpStatusCode> Ask(HttpClient client, string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(known);
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static int Width(byte[] png) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
}
