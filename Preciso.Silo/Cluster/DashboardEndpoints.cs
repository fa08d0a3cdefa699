using Microsoft.AspNetCore.Authorization;
using Orleans.Dashboard;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Web.Operations;

namespace Preciso.Silo.Cluster;

public static class DashboardEndpoints
{
    public static IServiceCollection AddClusterDashboard(this IServiceCollection services) =>
        services.AddSingleton<IAuthorizationHandler, HouseHandler>();

    /// <summary>
    /// Orleans' own dashboard: grains, silos and calls of all tenants together, nothing of what is in a document. So it is for the
    /// operators of the company that runs the installation.
    /// </summary>
    public static void MapClusterDashboard(this WebApplication app) => app
        .MapOrleansDashboard(ClusterPage.Path)
        .RequireAuthorization(policy => policy.RequireRole(ClusterPage.Roles).AddRequirements(new HouseRequirement()))
        .ExcludeFromDescription();

    private sealed class HouseRequirement : IAuthorizationRequirement;

    private sealed class HouseHandler(IBoard board) : AuthorizationHandler<HouseRequirement>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, HouseRequirement requirement)
        {
            if (CallerClaims.Find(context.User) is { IsOperator: true } caller
                && await board.RunsInstallation(caller, CancellationToken.None))
            {
                context.Succeed(requirement);
            }
        }
    }
}
