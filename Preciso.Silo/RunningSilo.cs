using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Silo;

/// <summary>A silo that listens, with the PostgreSQL that it started for itself unless it was given one.</summary>
public sealed class RunningSilo : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _postgres;
    private readonly WebApplication _app;

    private RunningSilo(EmbeddedPostgres? postgres, WebApplication app) => (_postgres, _app) = (postgres, app);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="prepare">Runs when grains can be called and before anyone outside can: nobody meets a silo without its first tenant.</param>
    public static async Task<RunningSilo> Start(
        string[] args, PrecisoHome home, LogLevel least, Func<IServiceProvider, Task> prepare, CancellationToken cancel)
    {
        using var logging = LoggerFactory.Create(log => log.AddConsole().SetMinimumLevel(least));
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        EmbeddedPostgres? postgres = null;
        try
        {
            var connectionString = settings.GetConnectionString("Preciso");
            if (string.IsNullOrWhiteSpace(connectionString))
            {
                postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(home.Folder), logging.CreateLogger<EmbeddedPostgres>(), cancel);
                connectionString = postgres.ConnectionString;
            }
            var builder = SiloApp.Configure(args, home, connectionString);
            builder.Logging.SetMinimumLevel(least);
            builder.Services.AddHostedService(services => new Preparation(() => prepare(services))); // after Orleans; the web server comes last
            var app = await SiloApp.Build(builder, connectionString, cancel);
            await Listen(app, cancel);
            return new RunningSilo(postgres, app);
        }
        catch
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }
            throw;
        }
    }

    public Task WaitForShutdown() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync(); // last: whatever stops before may still write
        }
    }

    private static async Task Listen(WebApplication app, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new StartException(
                $"{Addresses.Of(app.Configuration)} is in use by another program. Stop it, or choose another address with --urls http://127.0.0.1:5081");
        }
    }

    private sealed class Preparation(Func<Task> prepare) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => prepare();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
