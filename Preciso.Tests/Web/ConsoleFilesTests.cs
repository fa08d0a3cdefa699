using System.Net;
using System.Text.RegularExpressions;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>A page's files come packed, and are not asked for again.</summary>
public sealed partial class ConsoleFilesTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_of_a_page_are_packed_and_kept()
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = silo.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Cancel);
        var files = File().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var answer = await client.GetAsync(new Uri(file, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
            Assert.True(answer.Headers.CacheControl is { MaxAge.TotalDays: > 300 }, $"{file}: {answer.Headers.CacheControl}");
        }
    }

    /// <summary>Names that change with what the file holds.</summary>
    [GeneratedRegex("""(?:href|src)="([^"]+\.[a-z0-9]{10}\.(?:css|js))["?]""")]
    private static partial Regex File();
}
