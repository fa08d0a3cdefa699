using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobSteps>();
        services.AddSingleton<IJobs, JobQueries>();
        services.AddHostedService<JobWorker>();
        return services;
    }
}
