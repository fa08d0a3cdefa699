using System.Net;
using System.Net.Sockets;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Silo.Cluster;

/// <summary>
/// The Preciso that runs on this home already, which <c>--join</c> puts another silo beside: the PostgreSQL is its, and so is the choice
/// of when that stops.
/// </summary>
public static class Neighbour
{
    public const string Flag = "--join";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private const int Looks = 5; // it may just be coming back

    /// <exception cref="StartException">Nobody is there.</exception>
    public static async Task<string> Postgres(PrecisoHome home, CancellationToken cancel)
    {
        for (var look = 1; look <= Looks; look++)
        {
            if (EmbeddedPostgres.RunningAt(home.Folder) is { } connectionString)
            {
                return connectionString;
            }
            await Task.Delay(BetweenLooks, cancel);
        }
        throw new StartException(
            $"No Preciso with a PostgreSQL of its own runs on {home.Folder}, so there is none to join. Start it with ./preciso up, set "
            + $"PRECISO_HOME to its folder, or set ConnectionStrings__Preciso to the PostgreSQL that both shall use.");
    }

    /// <summary>Arguments for an address that is free, unless the settings name one.</summary>
    public static string[] Address(IConfiguration settings) =>
        settings["urls"] is null && settings["PRECISO_URLS"] is null ? ["--urls", FreeAfter(new Uri(Addresses.Default))] : [];

    private static string FreeAfter(Uri taken)
    {
        for (var port = taken.Port + 1; port < taken.Port + 100; port++)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return new UriBuilder(taken) { Port = port }.Uri.GetLeftPart(UriPartial.Authority);
            }
            catch (SocketException)
            {
                // Taken as well.
            }
        }
        throw new StartException($"The ports after {taken.Port} are all in use. Choose another address with --urls http://127.0.0.1:5280");
    }
}

/// <summary>
/// Says when the neighbour's PostgreSQL goes and when it is back. If it comes back at another place, this silo begins anew there.
/// </summary>
public sealed partial class NeighbourWatch(
    PrecisoHome home, string connectionString, TimeProvider time, ILogger<NeighbourWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wasThere = true; !stoppingToken.IsCancellationRequested;)
        {
            var found = EmbeddedPostgres.RunningAt(home.Folder);
            Tell(wasThere, found is not null);
            if (found is not null && found != connectionString)
            {
                ProgramImage.BeginAnew();
            }
            wasThere = found is not null;
            await Task.Delay(BetweenLooks, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Tell(bool wasThere, bool isThere)
    {
        if (wasThere && !isThere)
        {
            LogGone(home.Folder);
        }
        else if (isThere && !wasThere)
        {
            LogBack(home.Folder);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The Preciso on {Home} has stopped and taken its PostgreSQL with it; this silo goes on trying until it is back: start "
            + "it with ./preciso up.")]
    private partial void LogGone(string home);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The PostgreSQL of {Home} is back.")]
    private partial void LogBack(string home);
}
