using Npgsql;
using Orleans.Runtime;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Tests.Jobs;

/// <summary>What becomes of a job whose attempt failed: only what is the input's fault ends it for good.</summary>
public sealed class JobErrorsTests
{
    private static readonly (ProblemKind Kind, string Code, ErrorClass Class)[] Rules =
    [
        (ProblemKind.Invalid, "reason_missing", ErrorClass.Input),
        (ProblemKind.Forbidden, "owner_only", ErrorClass.Input),
        (ProblemKind.NotFound, "document_not_found", ErrorClass.Input),
        (ProblemKind.Conflict, "illegal_transition", ErrorClass.Input),
        (ProblemKind.Conflict, "field_changed_meanwhile", ErrorClass.Input), // a person has to look
        (ProblemKind.Conflict, "changed_meanwhile", ErrorClass.Dependency),
        (ProblemKind.TooLarge, "file_too_large", ErrorClass.Input),
        (ProblemKind.Unsupported, "file_type_unsupported", ErrorClass.Input),
        (ProblemKind.TooMany, "quota_exceeded", ErrorClass.Quota),
        (ProblemKind.Unavailable, "database_unreachable", ErrorClass.Dependency),
        (ProblemKind.Unavailable, "cluster_unavailable", ErrorClass.Dependency),
    ];

    private static readonly (ErrorClass Class, JobState Early, JobState Last)[] Ends =
    [
        (ErrorClass.Input, JobState.Failed, JobState.Failed),
        (ErrorClass.Dependency, JobState.Retrying, JobState.DeadLetter),
        (ErrorClass.Quota, JobState.Retrying, JobState.Retrying),
        (ErrorClass.Timeout, JobState.Retrying, JobState.DeadLetter),
        (ErrorClass.Bug, JobState.Retrying, JobState.DeadLetter),
    ];

    public static TheoryData<ProblemKind, string, ErrorClass> EveryRule() => new(Rules);

    public static TheoryData<ErrorClass, JobState, JobState> EveryClass() => new(Ends);

    public static TheoryData<Exception, ErrorClass, string> Others() => new()
    {
        { new JobException(ErrorClass.Input, "pdf_damaged", "It is damaged."), ErrorClass.Input, "pdf_damaged" },
        { new SiloUnavailableException("gone"), ErrorClass.Dependency, "cluster_unavailable" },
        { new OrleansException("no silo"), ErrorClass.Dependency, "cluster_unavailable" },
        { new TimeoutException(), ErrorClass.Timeout, "timed_out" },
        { new OperationCanceledException(), ErrorClass.Timeout, "timed_out" }, // of a job that nobody stopped
        { new PostgresException("refused", "ERROR", "ERROR", "23514"), ErrorClass.Dependency, "database_error" },
        { new NpgsqlException("gone"), ErrorClass.Dependency, "database_unreachable" },
        { new IOException("full"), ErrorClass.Dependency, "storage_error" },
        { new GrainFailedException("InvalidOperationException", "documents.delete"), ErrorClass.Bug, "internal_error" },
        { new InvalidOperationException("a secret"), ErrorClass.Bug, "internal_error" },
    };

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void A_broken_rule_is_whose_fault_the_table_says(ProblemKind kind, string code, ErrorClass expected)
    {
        var problem = JobErrors.Describe(new ProblemException(kind, code, "As it says."));

        Assert.Equal(new JobProblem(expected, code, "As it says."), problem);
    }

    [Fact]
    public void The_tables_leave_nothing_out()
    {
        Assert.Equal(Enum.GetValues<ProblemKind>(), Rules.Select(rule => rule.Kind).Distinct());
        Assert.Equal(Enum.GetValues<ErrorClass>(), Ends.Select(end => end.Class));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_breaks_no_rule_is_told_by_its_type(Exception error, ErrorClass expected, string code)
    {
        var problem = JobErrors.Describe(error);

        Assert.Equal((expected, code), (problem.Class, problem.Code));
        Assert.DoesNotContain("secret", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryClass))]
    public void Where_an_attempt_leaves_its_job_is_what_the_table_says(ErrorClass of, JobState early, JobState last)
    {
        var problem = new JobProblem(of, "code", "detail");

        Assert.Equal(
            (early, last), (JobErrors.StateAfter(problem, wasLastAttempt: false), JobErrors.StateAfter(problem, wasLastAttempt: true)));
    }
}
