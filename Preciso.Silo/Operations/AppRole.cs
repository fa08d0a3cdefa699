using Dapper;
using Preciso.Grains.Storage;

namespace Preciso.Silo.Operations;

/// <summary>Row-level security protects nobody from a role that may bypass it, so the silo does not start as one.</summary>
public static class AppRole
{
    public static async Task Require(Database database, CancellationToken cancel)
    {
        var bypasses = await database.Across(
            connection =>
                connection.ExecuteScalarAsync<bool>("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"), cancel);
        if (bypasses)
        {
            throw new StartException(
                "The database role can bypass row-level security. Let ConnectionStrings:Preciso reach PostgreSQL directly, not through a "
                + "pooler that drops start-up options.");
        }
    }
}

/// <summary>The silo cannot start; the message says what to do.</summary>
public sealed class StartException(string message) : Exception(message);
