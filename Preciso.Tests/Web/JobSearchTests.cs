using Preciso.Jobs;
using Preciso.Web.Operations;

namespace Preciso.Tests.Web;

public sealed class JobSearchTests
{
    [Fact]
    public void An_address_is_read_as_it_was_written()
    {
        var id = Guid.CreateVersion7();
        var search = new JobSearch(Job: $" {id} ", State: "dead_letter", Kind: "ingest", Error: "a&b", From: "2026-11-21T04:00:00Z");

        Assert.Equal(
            $"/operations/jobs?job={id}&state=dead_letter&kind=ingest&error=a%26b&from=2026-11-21T04%3A00%3A00Z", search.ToAddress());
        Assert.Equal(
            new JobFilter(JobState.DeadLetter, "ingest", JobId: id, From: new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero),
                Everybody: true, ErrorCode: "a&b"),
            search.ToFilter());
    }

    [Fact]
    public void Without_conditions_it_finds_everything()
    {
        Assert.Equal("/operations/jobs", new JobSearch("", " ", "").ToAddress());
        Assert.Equal(new JobFilter(Everybody: true), new JobSearch("", " ", "").ToFilter());
    }

    [Theory]
    [InlineData("job-17")]
    [InlineData("0190")]
    public void What_cannot_be_an_id_finds_nothing_rather_than_everything(string typed)
    {
        Assert.False(JobSearch.IsId(typed));
        Assert.Equal(Guid.Empty, new JobSearch(typed).ToFilter().JobId);
    }
}
