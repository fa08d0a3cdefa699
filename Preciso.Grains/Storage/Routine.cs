using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// A function of the schema, kept as it is now in a file beside those who call it, not as a history of migrations: it is put in place
/// again whenever its text is not the one in the database.
/// </summary>
/// <remarks>
/// In a rolling restart silos of two versions share the functions. An older one that starts again does not put its own text back: the
/// version in the first line decides, and it only rises. So a new text serves the silos of the version before as well. Its body may change
/// freely; name, arguments and columns stay as they are called. Other arguments make a second function beside the first, which the file
/// keeps for one version and then drops: <c>DROP FUNCTION IF EXISTS name(arguments)</c>, and GRANT names the arguments meanwhile. What a
/// text needs of the tables comes by a numbered migration before it.
/// </remarks>
public sealed partial record Routine(string Name, int Version, string Text)
{
    private const string Folder = "routines/";

    public string Sum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static IReadOnlyList<Routine> All { get; } =
        [.. Embedded.Names().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Read(name[Folder.Length..], Embedded.Text(name)))];

    /// <summary>Those whose text the database has not, in one transaction. The caller holds the lock of migrations.</summary>
    internal static async Task PutInPlace(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS routines (
                name text PRIMARY KEY, version int NOT NULL, sum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
            """);
        var placed = (await connection.QueryAsync<Placed>("SELECT name, version, sum FROM routines")).ToDictionary(row => row.Name);
        foreach (var routine in All.Where(routine => routine.Follows(placed.GetValueOrDefault(routine.Name))))
        {
            await connection.ExecuteAsync(routine.Text);
            await connection.ExecuteAsync(
                """
                INSERT INTO routines (name, version, sum) VALUES (@Name, @Version, @Sum)
                ON CONFLICT (name) DO UPDATE SET version = excluded.version, sum = excluded.sum, applied_at = excluded.applied_at
                """,
                routine);
        }
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Within one version texts differ only while they are being written.</summary>
    private bool Follows(Placed? placed) => placed is null || Version > placed.Version || (Version == placed.Version && Sum != placed.Sum);

    private static Routine Read(string name, string text) =>
        new(name, int.Parse(FirstLine().Match(text).Groups[1].Value, CultureInfo.InvariantCulture), text);

    [GeneratedRegex(@"\A-- Version (\d+)\.")]
    private static partial Regex FirstLine();

    private sealed record Placed(string Name, int Version, string Sum);
}
