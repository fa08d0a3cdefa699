using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using Preciso.Silo.Cluster;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Silo;

/// <summary>
/// A silo that listens, a process of its own, with the PostgreSQL that it started for itself unless there is another for it.
/// </summary>
public sealed class RunningSilo : IAsyncDisposable
{
    private readonly SiloPostgres _postgres;
    private readonly WebApplication _app;

    private RunningSilo(SiloPostgres postgres, WebApplication app) => (_postgres, _app) = (postgres, app);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="prepare">
    /// Runs when grains can be called and before anyone outside can: nobody meets a silo without its first tenant.
    /// </param>
    public static async Task<RunningSilo> Start(
        string[] args, PrecisoHome home, LogLevel least, Func<IServiceProvider, Task> prepare, CancellationToken cancel)
    {
        using var logging = LoggerFactory.Create(log => log.AddConsole().SetMinimumLevel(least));
        var joins = args.Contains(Neighbour.Flag);
        args = [.. args.Where(arg => arg != Neighbour.Flag)];
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var postgres = await SiloPostgres.Find(
            settings.GetConnectionString("Preciso"), joins, home, logging.CreateLogger<EmbeddedPostgres>(), cancel);
        try
        {
            var builder = SiloApp.Configure(joins ? [.. args, .. Neighbour.Address(settings)] : args, home, postgres.ConnectionString);
            builder.Logging.SetMinimumLevel(least);
            // After Orleans; the web server comes last.
            builder.Services.AddHostedService(services => new Preparation(() => prepare(services)));
            AddProcess(builder.Services, home, postgres);
            var app = await SiloApp.Build(builder, postgres.ConnectionString, cancel);
            await Listen(app, cancel);
            return new RunningSilo(postgres, app);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdown() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _postgres.DisposeAsync(); // last: whatever stops before may still write
    }

    /// <summary>What a silo does that is alone in its process, and so may stop slowly and begin anew.</summary>
    private static void AddProcess(IServiceCollection services, PrecisoHome home, SiloPostgres postgres)
    {
        services.AddSingleton<IFatalErrorHandler, DeclaredDead>();
        services.AddSingleton<Farewell>();
        services.AddSingleton<IStartupFilter>(all => all.GetRequiredService<Farewell>());
        services.AddHostedService(all => all.GetRequiredService<Farewell>());
        if (postgres.IsNeighbours)
        {
            services.AddHostedService(all => ActivatorUtilities.CreateInstance<NeighbourWatch>(all, home, postgres.ConnectionString));
        }
    }

    private static async Task Listen(WebApplication app, CancellationToken cancel)
    {
        var addresses = Addresses.Read(app.Configuration);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new StartException(
                $"{addresses} is in use by another program. Stop it, or choose another address with --urls http://127.0.0.1:5081");
        }
        catch (OrleansClusterConnectivityCheckFailedException e)
        {
            await app.DisposeAsync();
            throw new StartException(
                $"The other silos do not answer this one: {e.Message} See that Preciso__Cluster__Address and __Port can be reached both "
                + "ways, and that all silos have Preciso__Cluster__Tls certificates of one authority, or none has.");
        }
    }

    private sealed class Preparation(Func<Task> prepare) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => prepare();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
