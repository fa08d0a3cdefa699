using Preciso.Documents;
using Preciso.Grains.Documents;

namespace Preciso.Tests.Documents;

public sealed class DocumentLifeTests
{
    // Written a second time and by hand: for each state, what each trigger leads to. "-" is a conflict.
    private static readonly string[] Expected =
    [
        //               BeginReading RecordPages BeginIndexing CompleteIndexing SendToReview Fail   Retry  Delete  Approve Reject
        // RequestChanges RestoreReady RestoreForReview RestoreRejected RestoreFailed RestoreUnread Erase
        "Queued:         Reading      -           -             -                -            Failed -      Deleted -       -        "
        + "-              -            -                -               -             -             -",
        "Reading:        Reading      Indexing    -             -                NeedsReview  Failed -      Deleted -       -        "
        + "-              -            -                -               -             -             -",
        "Indexing:       Reading      -           Indexing      Ready            NeedsReview  Failed -      Deleted -       -        "
        + "-              -            -                -               -             -             -",
        "Ready:          -            -           -             -                -            -      Queued Deleted Ready   Rejected "
        + "NeedsReview    -            -                -               -             -             -",
        "NeedsReview:    -            -           -             -                -            -      Queued Deleted Ready   Rejected "
        + "NeedsReview    -            -                -               -             -             -",
        "Rejected:       -            -           -             -                -            -      Queued Deleted -       -        "
        + "NeedsReview    -            -                -               -             -             -",
        "Failed:         Reading      -           Indexing      -                -            -      Queued Deleted -       -        "
        + "-              -            -                -               -             -             -",
        "Deleted:        -            -           -             -                -            -      -      -       -       -        "
        + "-              Ready        NeedsReview      Rejected        Failed        Queued        Deleted",
    ];

    public static TheoryData<DocumentState, DocumentTrigger, string> EveryPair()
    {
        var pairs = new TheoryData<DocumentState, DocumentTrigger, string>();
        foreach (var row in Expected)
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var trigger in Enum.GetValues<DocumentTrigger>())
            {
                pairs.Add(Enum.Parse<DocumentState>(cells[0].TrimEnd(':')), trigger, cells[1 + (int)trigger]);
            }
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Each_trigger_in_each_state_leads_where_it_should(DocumentState from, DocumentTrigger on, string expected)
    {
        var next = DocumentLife.Table.Find(from, on);

        Assert.Equal(expected, next?.ToString() ?? "-");
    }

    [Fact]
    public void Every_state_is_expected_to_do_something()
    {
        Assert.Equal(Enum.GetValues<DocumentState>().Length * Enum.GetValues<DocumentTrigger>().Length, EveryPair().Count);
    }

    [Fact]
    public void An_illegal_transition_is_a_conflict_that_names_both()
    {
        var error = Assert.Throws<ProblemException>(() => DocumentLife.Table.Next(DocumentState.Ready, DocumentTrigger.Fail));

        Assert.Equal(ProblemKind.Conflict, error.Kind);
        Assert.Equal("A document that is ready cannot fail.", error.Message);
    }
}
