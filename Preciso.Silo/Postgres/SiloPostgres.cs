using Preciso.Silo.Cluster;

namespace Preciso.Silo.Postgres;

/// <summary>The PostgreSQL that a silo works on: the one that the settings name, that of the neighbour whom it joins, or its own.</summary>
/// <param name="own">Started by this process, and stopped with it.</param>
internal sealed class SiloPostgres(string connectionString, EmbeddedPostgres? own, bool isNeighbours) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public bool IsNeighbours => isNeighbours;

    public static async Task<SiloPostgres> Find(
        string? given, bool joins, PrecisoHome home, ILogger<EmbeddedPostgres> logger, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(given))
        {
            return new SiloPostgres(given, own: null, isNeighbours: false);
        }
        if (joins)
        {
            return new SiloPostgres(await Neighbour.Postgres(home, cancel), own: null, isNeighbours: true);
        }
        var own = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(home.Folder), logger, cancel);
        return new SiloPostgres(own.ConnectionString, own, isNeighbours: false);
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
