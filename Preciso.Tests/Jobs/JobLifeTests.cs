using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Tests.Jobs;

public sealed class JobLifeTests
{
    private static readonly string[] Expected =
    [
        //            Claim      Complete  Fail   RetryLater GiveUp     LoseWorker Release Cancel   Retry   Discard  SetAside
        "Pending:     Processing -         -      -          -          -          -       Canceled -       -        DeadLetter",
        "Processing:  -          Completed Failed Retrying   DeadLetter Retrying   Pending Canceled -       -        DeadLetter",
        "Retrying:    Processing -         -      -          -          -          -       Canceled Pending -        DeadLetter",
        "Completed:   -          -         -      -          -          -          -       -        -       -        -",
        "Failed:      -          -         -      -          -          -          -       -        Pending -        -",
        "DeadLetter:  -          -         -      -          -          -          -       -        Pending Canceled -",
        "Canceled:    -          -         -      -          -          -          -       -        Pending -        -",
    ];

    public static TheoryData<JobState, JobTrigger, string> EveryPair()
    {
        var pairs = new TheoryData<JobState, JobTrigger, string>();
        foreach (var row in Expected)
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var trigger in Enum.GetValues<JobTrigger>())
            {
                pairs.Add(Enum.Parse<JobState>(cells[0].TrimEnd(':')), trigger, cells[1 + (int)trigger]);
            }
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Each_trigger_in_each_state_leads_where_it_should(JobState from, JobTrigger on, string expected)
    {
        var next = JobLife.Table.Find(from, on);

        Assert.Equal(expected, next?.ToString() ?? "-");
    }

    [Fact]
    public void Every_state_is_expected_to_do_something()
    {
        Assert.Equal(Enum.GetValues<JobState>().Length * Enum.GetValues<JobTrigger>().Length, EveryPair().Count);
    }
}
