using System.Runtime.InteropServices;

namespace Preciso.Silo.Cluster;

/// <summary>
/// The program that this process runs, which can be begun anew: same process id, arguments and environment, nothing else kept.
/// </summary>
internal static class ProgramImage
{
    /// <summary>
    /// As if the process were killed and started again. Locks, sockets and files end with their descriptors, all of which are
    /// close-on-exec; children stay ours, so an embedded PostgreSQL goes on and is adopted. Who watches the process notices nothing but a
    /// pause.
    /// </summary>
    public static void BeginAnew()
    {
        _ = Execute("/proc/self/exe", Strings("/proc/self/cmdline"), Strings("/proc/self/environ"));
        Environment.FailFast($"The program could not be begun anew (error {Marshal.GetLastPInvokeError()}). Start it again.");
    }

    /// <summary>Each ends with a zero; so does the list.</summary>
    private static string?[] Strings(string file) => [.. File.ReadAllText(file).Split('\0')[..^1], null];

    [DllImport("libc", EntryPoint = "execve", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Execute(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments, // on Linux that is UTF-8 as well
        [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] environment);
}
