namespace Preciso.Silo.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(LogLevel.Information, "Making a PostgreSQL {Major} cluster in {Folder}")]
    public static partial void Initializing(ILogger logger, int major, string folder);

    [LoggerMessage(LogLevel.Information, "Starting PostgreSQL {Major} on {Folder}")]
    public static partial void Starting(ILogger logger, int major, string folder);

    [LoggerMessage(LogLevel.Information, "PostgreSQL (process {Pid}) still runs on {Folder}; using it")]
    public static partial void Adopting(ILogger logger, int pid, string folder);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL on {Folder} ended by itself; starting it again")]
    public static partial void Ended(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Error, "PostgreSQL did not start again; trying on")]
    public static partial void Failed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Information, "The remains of a killed PostgreSQL are still on {Folder}; waiting for them to go")]
    public static partial void Waiting(ILogger logger, string folder);
}
