using Preciso.Jobs;
using Preciso.Web.Operations;

namespace Preciso.Tests.Web;

public sealed class JobSearchTests
{
    [Fact]
    public void An_address_is_read_as_it_was_written()
    {
        var id = Guid.CreateVersion7();
        var search = new JobSearch(
            Job: $" {id} ", State: "failed,dead_letter", Lane: "batch", Kind: "ingest", Error: "a&b", By: "ended",
            From: "2026-11-21T04:00:00Z");

        var filter = search.ToFilter();

        Assert.Equal(
            $"/operations/jobs?job={id}&state=failed%2Cdead_letter&lane=batch&kind=ingest&error=a%26b&by=ended"
            + "&from=2026-11-21T04%3A00%3A00Z", search.ToAddress());
        Assert.Equal([JobState.Failed, JobState.DeadLetter], filter.States);
        Assert.Equal(
            new JobFilter(Kind: "ingest", JobId: id, From: new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero), Everybody: true,
                ErrorCode: "a&b", Lane: Lane.Batch, ByEnd: true),
            filter with { States = null });
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
