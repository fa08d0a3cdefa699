namespace Preciso.Web.Operations;

/// <summary>Where the host mounts Orleans' own dashboard, and how to come to one silo in it.</summary>
public static class ClusterPage
{
    public const string Path = "/operations/cluster";

    /// <summary>Who may look: it shows the installation's grains and silos, nothing of what is in them.</summary>
    public static readonly string[] Roles = ["ops", "admin"];

    public static string Silo(string? address) => address is null ? $"{Path}/" : $"{Path}/#/host/{address}";
}
