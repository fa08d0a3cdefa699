using Preciso.Documents;
using Preciso.Web.Documents.Library;

namespace Preciso.Tests.Web;

public sealed class DocumentListAddressTests
{
    [Theory]
    [InlineData("")]
    [InlineData("q=%EB%A7%A4%EC%B6%9C%20A%26B")]
    [InlineData("state=ready,failed&sort=-name")]
    [InlineData("type=receipt&tag=%EB%B4%84,a&owner=others&from=2026-01-01&to=2026-02-28&sort=added&columns=type,size")]
    [InlineData("space=none&columns=name")]
    [InlineData("space=7f0e4c2a-7f56-4a6e-8a55-0d5f4f2f6f3b")]
    public void What_an_address_says_it_says_again(string query)
    {
        var once = DocumentListAddress.Parse(query).ToQuery();

        var twice = DocumentListAddress.Parse(once).ToQuery();

        Assert.Equal(once, twice);
        Assert.Equal(query == "", once == "");
        Assert.Equal(query.Count(letter => letter == '&'), once.Count(letter => letter == '&'));
    }

    [Theory]
    [InlineData("state=lost&sort=colour&owner=nobody&from=yesterday&space=x&columns=nothing&unknown=1")]
    [InlineData("state=&q=&tag=,,")]
    public void What_it_does_not_know_it_passes_over(string query)
    {
        var address = DocumentListAddress.Parse(query);

        Assert.False(address.IsFiltered);
        Assert.Equal((DocumentSort.Added, 0), (address.Sort, address.States.Count));
    }

    [Fact]
    public void A_day_begins_and_ends_where_the_reader_is()
    {
        var address = DocumentListAddress.Parse("from=2026-02-28&to=2026-02-28");

        var filter = address.ToFilter(null, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"));

        Assert.Equal(DateTimeOffset.Parse("2026-02-28T00:00:00+09:00", null), filter.From);
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T00:00:00+09:00", null), filter.Until);
    }

    [Fact]
    public void A_column_that_is_chosen_again_turns_round()
    {
        var byName = new DocumentListAddress().OrderedBy(DocumentSort.Name);

        Assert.Equal((true, false), (byName.Ascending, byName.OrderedBy(DocumentSort.Name).Ascending));
        Assert.False(byName.OrderedBy(DocumentSort.Size).Ascending); // the largest first
    }
}
