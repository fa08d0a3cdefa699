namespace Preciso.Silo.Postgres;

/// <summary>How the private server is set up: for one small machine, never for the network.</summary>
internal static class ServerSettings
{
    public static IEnumerable<string> Arguments(ClusterFolder folder, string socketFolder, bool fsync)
    {
        Dictionary<string, string> settings = new()
        {
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = socketFolder,
            ["wal_level"] = "logical",
            ["fsync"] = fsync ? "on" : "off",
            ["synchronous_commit"] = "on",
            ["max_connections"] = "300",
            ["shared_buffers"] = "128MB",
            ["maintenance_work_mem"] = "256MB", // vector indexes are built in it
            ["max_wal_size"] = "1GB",
            ["jit"] = "off", // compiling costs more than our short queries
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            // One log a weekday, each overwritten a week later; no DETAIL lines, because those quote rows.
            ["logging_collector"] = "on",
            ["log_directory"] = folder.Log,
            ["log_filename"] = "postgres-%a.log",
            ["log_rotation_age"] = "1d",
            ["log_rotation_size"] = "0",
            ["log_truncate_on_rotation"] = "on",
            ["log_error_verbosity"] = "terse",
        };
        return settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
    }
}
