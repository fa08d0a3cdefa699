using Preciso.Documents;
using Preciso.Web.Documents;
using Preciso.Web.Resources;

namespace Preciso.Tests.Web;

/// <summary>What is said of a document under way is one thing, and true.</summary>
public sealed class DoingTests
{
    [Theory]
    [InlineData(DocumentState.Queued, "queued", 0, "차례")]
    [InlineData(DocumentState.Queued, "retrying", 40, "다시 시도")]
    [InlineData(DocumentState.Reading, "starting", 0, "첫 쪽")]
    [InlineData(DocumentState.Reading, "reading", 30, "쪽을 읽고")]
    [InlineData(DocumentState.Indexing, "reading", 60, "항목과 숫자")] // the worker tells its phase a little later than its state
    [InlineData(DocumentState.Indexing, "extracting", 60, "항목과 숫자")]
    [InlineData(DocumentState.Indexing, "unpacking", 60, "파일을 꺼내고")]
    [InlineData(DocumentState.Indexing, "chunking", 70, "검색에 넣고")]
    [InlineData(DocumentState.Indexing, "embedding", 80, "검색에 넣고")]
    [InlineData(DocumentState.Indexing, "indexing", 90, "검색에 넣고")]
    public void State_and_phase_say_one_thing(DocumentState state, string phase, int progress, string words)
    {
        var shown = Shown(state, phase, progress);

        Assert.Contains(words, InKorean(() => shown.Doing(new Texts())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_being_read_has_no_share_of_a_hundred()
    {
        Assert.Null(Shown(DocumentState.Reading, "reading", 0).Percent());
        Assert.Equal(30, Shown(DocumentState.Reading, "reading", 30).Percent());
    }

    private static string InKorean(Func<string> say)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ko");
        try
        {
            return say();
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    private static VisibleDocument Shown(DocumentState state, string phase, int progress) => new(
        new DocumentView(
            Guid.Empty, "photo.jpg", "image/jpeg", 1, "", null, Guid.Empty, state, Guid.Empty, null, null, null, null, default, default),
        "Owner", null, false, progress, phase);
}
