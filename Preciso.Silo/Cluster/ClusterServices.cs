using System.Net;
using Npgsql;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Silo.Operations;

namespace Preciso.Silo.Cluster;

public static class ClusterServices
{
    private const string Cluster = "preciso";
    private const string Invariant = "Npgsql";

    /// <summary>This process as a silo of the installation's cluster, which meets in the database.</summary>
    public static void AddCluster(
        this WebApplicationBuilder builder, PrecisoHome home, string connectionString, SiloRoles roles, SiloName name)
    {
        var settings = builder.Configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        var jobs = builder.Configuration.GetSection(JobOptions.Section).Get<JobOptions>() ?? new JobOptions();
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Notes on the garbage collector, which is chosen for small machines
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // its first look counts from when the machine started
        builder.Logging.AddFilter("Polly", LogLevel.Warning); // Orleans tells by it of each placement
        builder.Services.AddSingleton(_ => new OrleansSource(connectionString, name));
        builder.Services.AddSingleton<ClusterFigures>();
        builder.Services.AddClusterDashboard();
        builder.UseOrleans(silo =>
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Cluster, Cluster));
            silo.Configure<SiloOptions>(options => options.SiloName = name.Name);
            silo.UseAdoNetClustering(
                table => table.Configure<OrleansSource>(
                    (options, source) => (options.Invariant, options.DataSource) = (Invariant, source.Source)));
            silo.UseAdoNetReminderService(
                table => table.Configure<OrleansSource>(
                    (options, source) => (options.Invariant, options.DataSource) = (Invariant, source.Source)));
            silo.AddAdoNetGrainStorageAsDefault(
                table => table.Configure<OrleansSource>(
                    (options, source) => (options.Invariant, options.DataSource) = (Invariant, source.Source)));
            silo.UseSiloMetadata(new SiloCard(roles.Names, roles.Works ? jobs.Workers : 0, SiloCard.OurVersion).ToMetadata());
            silo.Configure<ClusterMembershipOptions>(Liveness);
            silo.AddActivityPropagation();
            silo.AddDashboard(dashboard => dashboard.HideTrace = true); // its log stream is for files and the journal
            silo.AddGrainRules();
            silo.UsePlace(home, settings);
            silo.UseMutualTls(settings.Tls);
        });
    }

    /// <summary>
    /// A killed silo misses three probes and is found out within ten seconds on a busy machine; one witness is enough in a small cluster.
    /// One that hangs keeps its connections, and Orleans believes those for as long as three of the longest probes would take.
    /// </summary>
    private static void Liveness(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(4);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 1;
        // By the clock of whoever looks: one that is minutes wrong would put out every silo that starts
        membership.EvictWhenMaxJoinAttemptTimeExceeded = false;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(15);
        membership.IAmAliveTablePublishTimeout = Members.Beat;
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }

    /// <summary>
    /// Where it listens to the other silos, and to nobody else: clients of Orleans have no port here, so nobody outside can say who calls.
    /// </summary>
    private static void UsePlace(this ISiloBuilder silo, PrecisoHome home, ClusterOptions settings)
    {
        if (settings.Kubernetes)
        {
            silo.UseKubernetesHosting();
            silo.Configure<EndpointOptions>(endpoint => endpoint.GatewayPort = 0);
            return;
        }
        if (!IPAddress.TryParse(settings.Address, out var address))
        {
            throw new StartException(
                $"Preciso__Cluster__Address is '{settings.Address}', which is no IP address. Set the one at which the other silos reach "
                + $"this machine.");
        }
        if (!IPAddress.IsLoopback(address) && !settings.Tls.IsSet)
        {
            throw new StartException(
                "Silos that meet over a network prove who they are: set Preciso__Cluster__Tls__Certificate, __Key and __Authority, or "
                + "leave Preciso__Cluster__Address at 127.0.0.1.");
        }
        var place = SiloPort.Take(home.Folder, address, settings.Port);
        silo.Services.AddSingleton(_ => place); // by a factory, so that it is let go with the silo
        silo.ConfigureEndpoints(address, place.Number, gatewayPort: 0);
    }
}

/// <summary>The connections of Orleans' own tables, apart from ours: what it reads by name it must find in its schema.</summary>
public sealed class OrleansSource(string ownerConnectionString, SiloName name) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnectionString)
    {
        Options = "-c role=preciso_app -c search_path=orleans",
        ApplicationName = name.Name,
        MaxAutoPrepare = 32,
        MaxPoolSize = 10,
    });

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
