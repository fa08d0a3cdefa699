namespace Preciso.Tests.Postgres;

/// <summary>A home for a Preciso of a test's own; whatever it holds goes with it.</summary>
public sealed class TemporaryHome(string name = "") : IDisposable
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"preciso-test-{Guid.CreateVersion7():N}{name}");

    public void Dispose()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        // Under root the cluster may be elsewhere, behind a link.
        if (new DirectoryInfo(Path.Combine(Folder, "postgres")).LinkTarget is { } elsewhere)
        {
            Directory.Delete(elsewhere, recursive: true);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
