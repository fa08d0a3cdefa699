using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Events;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, SiloRoles roles)
    {
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(roles);
        services.AddSingleton(SiloName.OfThisProcess());
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobEnds>();
        services.AddSingleton<JobSteps>();
        services.AddSingleton<JobAdmission>();
        services.AddSingleton<JobExecutor>();
        services.AddSingleton<JobTrace>();
        services.AddSingleton<IJobs, JobQueries>();
        services.AddSingleton<IBoard, BoardQueries>();
        services.AddSingleton<IQuotas, QuotaQueries>();
        services.AddTransient<IJobGrain, JobGrain>();
        services.AddHostedService<SiloRegistry>();
        if (roles.Has(SiloRoles.Scheduler))
        {
            services.AddHostedService<EventPump>();
            services.AddHostedService<Housekeeping>();
        }
        if (roles.Has(SiloRoles.Worker) || roles.Has(SiloRoles.Gpu))
        {
            services.AddHostedService<JobDispatcher>();
        }
        return services;
    }
}
