namespace Preciso.Silo.Cluster;

/// <summary>
/// Told to stop, a silo says so at <c>/health/ready</c> at once, and for a moment still serves those who have not looked yet. Each answer
/// closes its connection, so that nobody sends a request on one that is just being closed. Who has no requests stops at once.
/// </summary>
public sealed class Farewell(IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService, IStartupFilter
{
    /// <summary>Load balancers look every second or two.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private long _latest = long.MinValue;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Serve);
        next(app);
    };

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (IsBusy() && time.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Serve(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/health"))
        {
            Interlocked.Exchange(ref _latest, time.GetTimestamp());
        }
        context.Response.OnStarting(() =>
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                context.Response.Headers.Connection = "close";
            }
            return Task.CompletedTask;
        });
        return next(context);
    }

    private bool IsBusy() => Interlocked.Read(ref _latest) is var latest && latest != long.MinValue && time.GetElapsedTime(latest) < Quiet;
}
