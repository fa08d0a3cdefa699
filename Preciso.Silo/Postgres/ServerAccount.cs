namespace Preciso.Silo.Postgres;

/// <summary>
/// Who PostgreSQL runs as. It refuses to run as root, so that under root its programs run as the user that its package
/// made; otherwise they run as whoever runs Preciso.
/// </summary>
internal static class ServerAccount
{
    private const string PackageUser = "postgres";

    private static readonly string[] BecomePackageUser = ["setpriv", "--reuid", PackageUser, "--regid", PackageUser, "--clear-groups"];

    private static readonly string[] OwnedByPackageUser = ["--owner", PackageUser, "--group", PackageUser];

    /// <summary>The command, to be run as the account.</summary>
    public static string[] Run(params string[] command) => Environment.IsPrivilegedProcess ? [.. BecomePackageUser, .. command] : command;

    /// <summary>Makes a folder that only the account may enter, or makes an existing one so.</summary>
    public static async Task OwnFolder(string path, CancellationToken cancel)
    {
        string[] owner = Environment.IsPrivilegedProcess ? OwnedByPackageUser : [];
        var made = await ServerProgram.Run(["install", "--directory", "--mode", "0700", .. owner, path], cancel);
        if (made.Code != 0)
        {
            throw new EmbeddedPostgresException($"The folder {path} cannot be made for PostgreSQL: {made.Output}");
        }
    }

    /// <summary>Whether the account may enter the folder through all the folders above it.</summary>
    public static async Task<bool> Reaches(string folder, CancellationToken cancel) =>
        (await ServerProgram.Run(Run("test", "-x", folder), cancel)).Code == 0;
}
