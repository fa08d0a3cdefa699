using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Silo.Operations;

/// <summary>The database as the silo must find it: reachable, and with the schema of this version.</summary>
public static partial class DatabaseAtStart
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private const int Tries = 30;

    /// <summary>Waits a while for a server that comes up beside us.</summary>
    /// <exception cref="StartException">Says what is wrong and what to do.</exception>
    public static async Task Prepare(string connectionString, ILogger logger, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Migrator.Migrate(connectionString, cancel);
                return;
            }
            catch (NewerSchemaException e)
            {
                throw new StartException(e.Message);
            }
            catch (PostgresException e) when (e.SqlState != PostgresErrorCodes.CannotConnectNow)
            {
                throw new StartException(
                    $"PostgreSQL at {Place(connectionString)} refuses: {e.MessageText} ({e.SqlState}). Set ConnectionStrings__Preciso to "
                    + $"the role that owns the database.");
            }
            catch (NpgsqlException e)
            {
                var reason = e.InnerException?.Message ?? e.Message;
                if (attempt >= Tries)
                {
                    throw new StartException(
                        $"PostgreSQL at {Place(connectionString)} cannot be reached: {reason} Start it, or set "
                        + $"ConnectionStrings__Preciso to another.");
                }
                LogWaiting(logger, Place(connectionString), reason);
                await Task.Delay(BetweenTries, cancel);
            }
        }
    }

    /// <summary>Without the password.</summary>
    private static string Place(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return settings.Host is ['/', ..] ? settings.Host : $"{settings.Host}:{settings.Port}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL at {Place} cannot be reached yet ({Reason}); trying again.")]
    private static partial void LogWaiting(ILogger logger, string place, string reason);
}
