using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Preciso.Grains.Core;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public static class JobServices
{
    /// <summary>For what is still written when the time to drain is over.</summary>
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, SiloRoles roles)
    {
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>()
            .Configure<IOptions<JobOptions>>((host, jobs) => host.ShutdownTimeout = jobs.Value.Drain + AfterDrain);
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobEnds>();
        services.AddSingleton<JobSteps>();
        services.AddSingleton<JobAdmission>();
        services.AddSingleton<JobExecutor>();
        services.AddSingleton<JobTrace>();
        services.AddSingleton<IJobs, JobQueries>();
        services.AddSingleton<IBoard, BoardQueries>();
        services.AddSingleton<IWorkHistory, WorkHistoryQueries>();
        services.AddSingleton<IQuotas, QuotaQueries>();
        services.AddSingleton<IChore, Retention>();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (roles.Works)
        {
            services.AddHostedService<JobDispatcher>();
        }
        return services;
    }

    /// <summary>A kind of work that this process knows how to do.</summary>
    public static IServiceCollection AddJob<THandler>(this IServiceCollection services, JobKind kind)
        where THandler : class, IJobHandler =>
        services.AddSingleton(kind).AddKeyedSingleton<IJobHandler, THandler>(kind.Name);
}
