namespace Preciso.Silo.Postgres;

/// <summary>
/// Who PostgreSQL runs as. It refuses to run as root, so that under root its programs run as the user that its package
/// made; otherwise they run as whoever runs Preciso.
/// </summary>
internal static class ServerAccount
{
    private const string PackageUser = "postgres";

    private static readonly string[] BecomePackageUser = ["setpriv", "--reuid", PackageUser, "--regid", PackageUser, "--clear-groups"];

    /// <summary>The command, to be run as the account.</summary>
    public static string[] Run(params string[] command) => Environment.IsPrivilegedProcess ? [.. BecomePackageUser, .. command] : command;

    /// <summary>Makes the home: nobody but us may look into it, but the account may pass through.</summary>
    public static Task MakeHome(string path, CancellationToken cancel) => Make(path, ["--mode", "0710", "--group", PackageUser], cancel);

    /// <summary>Makes a folder that only the account may enter; an existing one of ours is handed to it.</summary>
    public static Task OwnFolder(string path, CancellationToken cancel) =>
        Make(path, ["--mode", "0700", "--owner", PackageUser, "--group", PackageUser], cancel);

    /// <summary>Whether the account may enter the folder through all the folders above it.</summary>
    public static async Task<bool> Reaches(string folder, CancellationToken cancel) =>
        (await ServerProgram.Run(Run("test", "-x", folder), cancel)).Code == 0;

    /// <param name="access">Of root's folders; those of anybody else are simply their own.</param>
    private static async Task Make(string path, string[] access, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }

        var made = await ServerProgram.Run(["install", "--directory", .. access, path], cancel);
        if (made.Code != 0)
        {
            throw new IOException(made.Output);
        }
    }
}
