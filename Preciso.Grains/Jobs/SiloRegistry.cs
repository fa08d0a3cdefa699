using System.Reflection;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Jobs;

/// <summary>Says every few seconds that this silo lives, and what it does; says goodbye when it stops in good order.</summary>
public sealed partial class SiloRegistry(
    Database database, SiloName silo, SiloRoles roles, IOptions<JobOptions> options, TimeProvider time, ILogger<SiloRegistry> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await SayAlive(stoppingToken);
                await Task.Delay(Beat, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await SayGoodbye();
        }
    }

    private async Task SayAlive(CancellationToken cancel)
    {
        try
        {
            await database.Across(
                connection => connection.ExecuteAsync(
                    """
                    INSERT INTO silos (silo, roles, slots, version, started_at, seen_at) VALUES (@Name, @Names, @Workers, @version, now(), now())
                    ON CONFLICT (silo) DO UPDATE SET seen_at = now()
                    """,
                    new { silo.Name, Names = roles.Names.ToArray(), options.Value.Workers, version = Version }),
                cancel);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            LogUnreachable(e.GetType().Name);
        }
    }

    private async Task SayGoodbye()
    {
        try
        {
            await database.Across(connection => connection.ExecuteAsync("DELETE FROM silos WHERE silo = @Name", new { silo.Name }), CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            LogUnreachable(e.GetType().Name); // it will be missed instead
        }
    }

    private static string Version => Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be reached to say that this silo lives ({Reason}).")]
    private partial void LogUnreachable(string reason);
}
