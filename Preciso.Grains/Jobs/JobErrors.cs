using Npgsql;
using Preciso.Grains.Storage.Objects;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>What went wrong, by the type of the exception and never by its text.</summary>
public static class JobErrors
{
    public static JobProblem Describe(Exception error) => error switch
    {
        JobException known => known.Problem,
        ProblemException rule => new JobProblem(ErrorClass.Input, rule.Code, rule.Message),
        TimeoutException or OperationCanceledException => new JobProblem(ErrorClass.Timeout, "timed_out", "A step took longer than allowed. It is tried again."),
        PostgresException database => new JobProblem(ErrorClass.Dependency, "database_error", $"PostgreSQL refused with {database.SqlState}."),
        NpgsqlException => new JobProblem(ErrorClass.Dependency, "database_unreachable", "PostgreSQL could not be reached."),
        StoreException store => new JobProblem(ErrorClass.Dependency, store.Code, store.Message),
        IOException => new JobProblem(ErrorClass.Dependency, "storage_error", "A file could not be read or written. Is the disk full?"),
        _ => new JobProblem(ErrorClass.Bug, "internal_error", $"An unexpected {error.GetType().Name}. It is in the log under the job's id."),
    };
}
