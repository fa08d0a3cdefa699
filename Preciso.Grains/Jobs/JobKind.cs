using Preciso.Grains.Core;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>
/// A kind of work: the lane it waits in, the role of the silos that do it, and how often it is tried. The room whose work it is
/// declares it, and registers it with what does it.
/// </summary>
public sealed record JobKind(string Name, Lane Lane, string Role = JobKind.Worker, int MaxAttempts = JobKind.UsualAttempts)
{
    public const int UsualAttempts = 5;

    public const string Worker = SiloRoles.Worker;
    public const string Gpu = SiloRoles.Gpu;
}
