using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Preciso.Tests.World;

/// <summary>
/// Silos inside the tests' process: nobody kills them, so slow is not dead; and one that is taken for dead must not end the process of all.
/// </summary>
public static partial class SlowSilos
{
    public static IServiceCollection TolerateSlowness(this IServiceCollection services) => services
        .AddSingleton<IFatalErrorHandler, Survives>()
        .Configure<ClusterMembershipOptions>(membership =>
            (membership.ProbeTimeout, membership.MaxProbeTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)));

    private sealed partial class Survives(ILogger<Survives> logger) : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => false;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
            LogFatal(exception, context);

        [LoggerMessage(Level = LogLevel.Error, Message = "A silo of the tests may not go on: {Context}")]
        private partial void LogFatal(Exception? exception, string? context);
    }
}
