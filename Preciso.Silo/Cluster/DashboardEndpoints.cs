using Orleans.Dashboard;
using Preciso.Web.Operations;

namespace Preciso.Silo.Cluster;

public static class DashboardEndpoints
{
    /// <summary>Orleans' own dashboard, for operators: grains, silos, calls; nothing of what is in a document.</summary>
    public static void MapClusterDashboard(this WebApplication app) =>
        app.MapOrleansDashboard(ClusterPage.Path).RequireAuthorization(policy => policy.RequireRole(ClusterPage.Roles)).ExcludeFromDescription();
}
