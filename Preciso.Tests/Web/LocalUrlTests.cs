using Preciso.Web.Layout;

namespace Preciso.Tests.Web;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/documents?state=failed", "/documents?state=failed")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("documents", "/")]
    [InlineData("https://example.com", "/")]
    [InlineData("//example.com", "/")]
    [InlineData("/\\example.com", "/")]
    [InlineData("/\t/example.com", "/")]
    public void A_form_never_leads_to_another_site(string? path, string expected)
    {
        Assert.Equal(expected, LocalUrl.OrHome(path));
    }
}
