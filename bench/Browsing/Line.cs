using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Preciso.Bench.Browsing;

/// <summary>
/// Between a browser and a silo, byte by byte: counts all that goes through, whatever carries it, and holds it back as a long line would.
/// </summary>
public sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _silo;
    private readonly TimeSpan _oneWay;
    private readonly CancellationTokenSource _cut = new();
    private readonly ConcurrentBag<Task> _calls = [];
    private readonly Task _accepting;
    private long _bytes;

    /// <param name="oneWay">How long each byte is under way.</param>
    public Line(Uri silo, TimeSpan oneWay = default)
    {
        (_silo, _oneWay) = (silo, oneWay);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>In both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _calls]);
        _cut.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _calls.Add(Carry(await _listener.AcceptTcpClientAsync(_cut.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // Cut.
        }
    }

    private async Task Carry(TcpClient browser)
    {
        using var silo = new TcpClient { NoDelay = true };
        using (browser)
        {
            browser.NoDelay = true;
            try
            {
                await silo.ConnectAsync(_silo.Host, _silo.Port, _cut.Token);
                await Task.WhenAny(Pump(browser, silo), Pump(silo, browser)); // who hangs up ends it for both
            }
            catch (Exception end) when (IsEnd(end))
            {
                // The silo is not there, or the line was cut.
            }
        }
    }

    private async Task Pump(TcpClient from, TcpClient to)
    {
        var underWay = Channel.CreateUnbounded<(byte[] Bytes, long Sent)>();
        var taking = Take(from.GetStream(), underWay.Writer);
        try
        {
            await foreach (var (bytes, sent) in underWay.Reader.ReadAllAsync(_cut.Token))
            {
                if (_oneWay - TimeProvider.System.GetElapsedTime(sent) is { Ticks: > 0 } rest)
                {
                    await Task.Delay(rest, _cut.Token);
                }
                await to.GetStream().WriteAsync(bytes, _cut.Token);
            }
        }
        catch (Exception end) when (IsEnd(end))
        {
            // The other end hung up.
        }
        await taking;
    }

    private async Task Take(NetworkStream from, ChannelWriter<(byte[] Bytes, long Sent)> underWay)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _cut.Token) is > 0 and var read)
            {
                Interlocked.Add(ref _bytes, read);
                underWay.TryWrite((buffer[..read], TimeProvider.System.GetTimestamp()));
            }
        }
        catch (Exception end) when (IsEnd(end))
        {
            // This end hung up.
        }
        underWay.Complete();
    }

    private static bool IsEnd(Exception end) =>
        end is OperationCanceledException or SocketException or IOException or ObjectDisposedException or InvalidOperationException;
}
