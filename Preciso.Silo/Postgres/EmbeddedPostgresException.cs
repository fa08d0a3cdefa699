namespace Preciso.Silo.Postgres;

/// <summary>The private PostgreSQL cannot run here. The message is for whoever started Preciso and says what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);
