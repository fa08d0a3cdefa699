using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Jobs;

namespace Preciso.Grains.Core;

/// <summary>
/// What went wrong where no rule was broken: by the type of the exception and never by its text, which may hold what a document says.
/// </summary>
internal static class Failures
{
    public static JobProblem Describe(Exception error) => error switch
    {
        TimeoutException or OperationCanceledException =>
            new JobProblem(ErrorClass.Timeout, "timed_out", "A step took longer than allowed. It is tried again."),
        PostgresException database =>
            new JobProblem(ErrorClass.Dependency, "database_error", $"PostgreSQL refused with {database.SqlState}."),
        NpgsqlException => new JobProblem(ErrorClass.Dependency, "database_unreachable", "PostgreSQL could not be reached."),
        StoreException store => new JobProblem(ErrorClass.Dependency, store.Code, store.Message),
        IOException => new JobProblem(ErrorClass.Dependency, "storage_error", "A file could not be read or written. Is the disk full?"),
        _ => new JobProblem(ErrorClass.Bug, "internal_error", $"An unexpected {error.GetType().Name}. It is in the log."),
    };

    /// <summary>Whether it is for now only: something is away, full or in the way, whatever is asked of it.</summary>
    public static bool IsPassing(Exception error) => error switch
    {
        // Class 57: the server stops, or stopped the statement. 25P03: the transaction stood still for too long.
        PostgresException refused => refused.IsTransient || refused.SqlState.StartsWith("57", StringComparison.Ordinal)
            || refused.SqlState is "25P03" or SqlStates.ChangedMeanwhile,
        ProblemException broken => broken.Kind == ProblemKind.Unavailable || broken.Code == ProblemException.ChangedCode,
        NpgsqlException or TimeoutException or IOException or OperationCanceledException => true,
        _ => false,
    };
}
