using System.Diagnostics;

namespace Preciso.Tests.Storage.Objects;

/// <summary>A disk of 256 KiB, mounted over a folder until it is disposed.</summary>
public sealed class TinyDisk : IDisposable
{
    private readonly string _folder;

    public TinyDisk(string folder)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a disk.");
        _folder = folder;
        Run("mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "none", folder);
    }

    public void Grow() => Run("mount", "-o", "remount,size=64m", _folder);

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, $"This machine lets nobody {program}."); // as some containers
    }
}
