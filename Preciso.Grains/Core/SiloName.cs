namespace Preciso.Grains.Core;

/// <summary>What this process is called in leases, steps and on the operations pages.</summary>
public sealed record SiloName(string Name)
{
    public static SiloName OfThisProcess() =>
        new($"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7().ToString("N")[^4..]}");
}
