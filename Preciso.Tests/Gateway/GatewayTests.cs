using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Tests.World;

namespace Preciso.Tests.Gateway;

public sealed class GatewayTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/api/v1/status")]
    [InlineData("/openapi/v1.json")]
    public async Task Whoever_watches_needs_no_key(string path)
    {
        using var anonymous = new HttpClient { BaseAddress = silo.Address };

        using var response = await anonymous.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/documents")]
    [InlineData("/api/v1/pipeline/jobs")]
    [InlineData("/api/v1/documents/00000000-0000-0000-0000-000000000000/pages/1/image")]
    public async Task Everything_else_needs_one_and_says_so(string path)
    {
        using var wrong = new HttpClient
        {
            BaseAddress = silo.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "pk_wrong") }
        };

        using var response = await wrong.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_unknown_path_of_the_api_is_a_problem_detail_too()
    {
        using var client = await silo.Client(await silo.NewTenant());

        using var response = await client.GetAsync("/api/v1/documents/not-an-id", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_description_names_every_route_of_the_contract()
    {
        using var anonymous = new HttpClient { BaseAddress = silo.Address };

        var paths = (await anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel)).GetProperty("paths");

        string[] expected =
        [
            "/api/v1/documents", "/api/v1/documents/{id}", "/api/v1/documents/{id}/content", "/api/v1/documents/{id}/chunks",
            "/api/v1/documents/{id}/pages/{page}/image", "/api/v1/documents/{id}/share", "/api/v1/documents/{id}/query/stream",
            "/api/v1/rag/query", "/api/v1/pipeline/jobs", "/api/v1/pipeline/jobs/{id}", "/api/v1/status",
        ];
        Assert.All(expected, path => Assert.True(paths.TryGetProperty(path, out _), path));
    }

    [Fact]
    public async Task Answers_carry_the_security_headers()
    {
        using var anonymous = new HttpClient { BaseAddress = silo.Address };

        using var response = await anonymous.GetAsync("/api/v1/status", Cancel);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
