using Microsoft.Extensions.DependencyInjection;
using Preciso.Evaluations;
using Preciso.Grains.Jobs;

namespace Preciso.Grains.Evaluations;

public static class EvaluationServices
{
    /// <summary>Sets of cases, and how well they are answered.</summary>
    public static IServiceCollection AddEvaluations(this IServiceCollection services) => services
        .AddJob<RunHandler>(EvaluationJobs.Run)
        .AddSingleton<IEvaluations, EvaluationQueries>();
}
