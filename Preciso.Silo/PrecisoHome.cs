namespace Preciso.Silo;

/// <summary>The folder of everything that this silo keeps outside PostgreSQL: <c>PRECISO_HOME</c>, or <c>~/.preciso</c>.</summary>
public sealed record PrecisoHome(string Folder)
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Uploaded files.</summary>
    public string Objects => Path.Combine(Folder, "objects");

    /// <summary>The keys that protect cookies; sessions outlive a restart by them.</summary>
    public string Keys => Path.Combine(Folder, "keys");

    public static PrecisoHome FromEnvironment()
    {
        var folder = Environment.GetEnvironmentVariable("PRECISO_HOME");
        return new PrecisoHome(Path.GetFullPath(string.IsNullOrWhiteSpace(folder)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".preciso")
            : folder));
    }
}
