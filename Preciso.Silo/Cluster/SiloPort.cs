using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Preciso.Silo.Cluster;

/// <summary>
/// The port of a silo among the others. It is chosen once and kept in the home: a silo that comes back under another address would wait
/// until the others have declared its former self dead. Each process of a home holds one of its numbered places while it lives.
/// </summary>
public sealed class SiloPort : IDisposable
{
    private const int MostPlaces = 64;

    private readonly FileStream _place;

    private SiloPort(FileStream place, int number) => (_place, Number) = (place, number);

    public int Number { get; }

    /// <param name="given">The port that the settings name; 0 for none.</param>
    public static SiloPort Take(string home, IPAddress address, int given)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "silos"), PrecisoHome.OwnerOnly).FullName;
        for (var n = 1; n <= MostPlaces; n++)
        {
            if (TryHold(Path.Combine(folder, $"{n}.port")) is { } place)
            {
                return new SiloPort(place, given == 0 ? Keep(place, address) : Require(address, given));
            }
        }
        throw new Operations.StartException(
            $"{MostPlaces} processes of Preciso run in {home} already. Stop some, or set PRECISO_HOME to another folder.");
    }

    public void Dispose() => _place.Dispose();

    private static FileStream? TryHold(string path)
    {
        try
        {
            // The lock ends with the process, however it ends
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static int Keep(FileStream place, IPAddress address)
    {
        using var reader = new StreamReader(place, leaveOpen: true);
        if (int.TryParse(reader.ReadToEnd(), CultureInfo.InvariantCulture, out var kept) && IsFree(address, kept))
        {
            return kept;
        }
        var chosen = Free(address);
        place.SetLength(0);
        place.Write(System.Text.Encoding.ASCII.GetBytes(chosen.ToString(CultureInfo.InvariantCulture)));
        place.Flush(flushToDisk: true);
        return chosen;
    }

    private static int Require(IPAddress address, int given) => IsFree(address, given)
        ? given
        : throw new Operations.StartException(
            $"The port {given} of {address} is in use by another program. Stop it, or set Preciso__Cluster__Port to another, or to none.");

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Free(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
