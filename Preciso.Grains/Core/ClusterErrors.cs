using Orleans.Runtime;

namespace Preciso.Grains.Core;

/// <summary>What a call across the cluster can meet that is nobody's fault.</summary>
internal static class ClusterErrors
{
    /// <summary>A dead silo is found out within this, and its grains wake elsewhere.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The silo is going, gone or not there yet. Commands may be repeated, so the call is.</summary>
    public static bool IsAway(Exception error) =>
        error is OrleansMessageRejectionException or SiloUnavailableException or ClientNotAvailableException
            || (error is OrleansException && error.GetType() == typeof(OrleansException)); // no silo takes the grain at this moment

    public static ProblemException Unavailable() => new(
        ProblemKind.Unavailable, "cluster_unavailable", "No server could take this just now. Nothing is lost: try again in a moment.",
        TimeSpan.FromSeconds(5));
}
