using Preciso.Grains.Core;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>A kind of work: the lane it waits in, the role of the silos that do it, and how often it is tried.</summary>
public sealed record JobKind(string Name, Lane Lane, string Role = JobKind.Worker, int MaxAttempts = 5)
{
    public const string Worker = SiloRoles.Worker;
    public const string Gpu = SiloRoles.Gpu;
}

/// <summary>Every kind that there is. A job whose kind has no handler yet, or no silo of its role, waits.</summary>
public static class JobKinds
{
    public static readonly JobKind Ask = new("ask", Lane.Interactive, MaxAttempts: 3);
    public static readonly JobKind FollowApproval = new("follow_approval", Lane.Approval);
    public static readonly JobKind Ingest = new("ingest", Lane.Ingest);
    public static readonly JobKind Export = new("export", Lane.Batch);
    public static readonly JobKind Train = new("train", Lane.Batch, JobKind.Gpu, MaxAttempts: 3);
}
