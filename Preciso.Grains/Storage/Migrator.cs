using Dapper;
using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// Brings the schema up to date: numbered .sql files, each in its own transaction, under one advisory lock so that silos
/// which start together do it once. A file that was applied is never changed; a later one mends it. Then the functions that are
/// kept as they are now (<see cref="Routine"/>).
/// </summary>
public static class Migrator
{
    private const long LockKey = 0x5052_4543_4953_4F;

    public static async Task Migrate(string ownerConnectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancel);
        await connection.ExecuteAsync("SELECT pg_advisory_lock(@LockKey)", new { LockKey });
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())");
        var applied = (await connection.QueryAsync<string>("SELECT name FROM migrations")).ToHashSet();
        if (applied.Except(Names()).Max() is { } newer)
        {
            throw new NewerSchemaException(newer);
        }
        foreach (var name in Names().Where(name => !applied.Contains(name)))
        {
            await Apply(connection, name, cancel);
        }
        await Routine.PutInPlace(connection, cancel);
        await connection.ExecuteAsync("GRANT preciso_app TO CURRENT_USER");
        await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockKey)", new { LockKey });
    }

    private static async Task Apply(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(Embedded.Text(name));
        await connection.ExecuteAsync("INSERT INTO migrations (name) VALUES (@name)", new { name });
        await transaction.CommitAsync(cancel);
    }

    private static IEnumerable<string> Names() =>
        // Queries are resources too
        Embedded.Names().Where(name => char.IsAsciiDigit(name[0]) && name.EndsWith(".sql", StringComparison.Ordinal));
}

/// <summary>A later version has been here; what it made of the schema is not ours to guess.</summary>
public sealed class NewerSchemaException(string migration) : Exception(
    $"This database was brought up to date by a newer Preciso ({migration}). Start that version, or a newer one; this one would not know "
    + $"what it finds.");
