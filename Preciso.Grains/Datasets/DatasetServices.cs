using Microsoft.Extensions.DependencyInjection;
using Preciso.Datasets;
using Preciso.Grains.Jobs;

namespace Preciso.Grains.Datasets;

public static class DatasetServices
{
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.AddSingleton<IDatasets, DatasetQueries>();
        services.AddJob<ApprovalHandler>(DatasetJobs.FollowApproval);
        return services;
    }
}
