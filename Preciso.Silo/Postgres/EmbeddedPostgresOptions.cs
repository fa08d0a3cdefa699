namespace Preciso.Silo.Postgres;

/// <param name="Home">The folder of this Preciso; made when it is not there.</param>
/// <param name="Binaries">The folder with initdb and postgres; null to look where they usually are.</param>
/// <param name="Fsync">False only for a cluster whose loss would not matter, as in tests.</param>
public sealed record EmbeddedPostgresOptions(string Home, string? Binaries = null, bool Fsync = true);
