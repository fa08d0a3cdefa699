using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Preciso.Tests.World;

/// <summary>
/// Stands between a silo and PostgreSQL and counts what passes: a round trip is what one ReadyForQuery answers, and one that leaves the
/// session outside a transaction has ended one. It knows PostgreSQL's messages and nothing of the driver.
/// </summary>
public sealed class WireMeter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RoundTrip> _trips = [];
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;

    public WireMeter(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = Accept();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = IPAddress.Loopback.ToString(), Port = ((IPEndPoint)_listener.LocalEndpoint).Port, SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
    }

    public string ConnectionString { get; }

    public IReadOnlyList<RoundTrip> Trips => [.. _trips];

    public void Reset() => _trips.Clear();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Pass(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Pass(TcpClient client)
    {
        using var left = client;
        using var right = new Socket(
            _server.Host![0] == '/' ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        EndPoint there = _server.Host[0] == '/'
            ? new UnixDomainSocketEndPoint($"{_server.Host}/.s.PGSQL.{_server.Port}")
            : new DnsEndPoint(_server.Host, _server.Port);
        try
        {
            await right.ConnectAsync(there, _stop.Token);
            client.NoDelay = true;
            await using var server = new NetworkStream(right);
            var session = new Session(_trips);
            await Task.WhenAny(
                Copy(client.GetStream(), server, new Messages(session.Sent, hasStartup: true)),
                Copy(server, client.GetStream(), new Messages(session.Answered, hasStartup: false)));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One of the two has hung up.
        }
    }

    private async Task Copy(Stream from, Stream to, Messages messages)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await from.ReadAsync(buffer, _stop.Token)) > 0;)
        {
            messages.See(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    /// <summary>Cuts a stream into messages: a letter, four bytes of length that count themselves, the rest.</summary>
    private sealed class Messages(Action<char, byte[]> seen, bool hasStartup)
    {
        private readonly List<byte> _open = [];
        private bool _startup = hasStartup;

        public void See(ReadOnlySpan<byte> bytes)
        {
            _open.AddRange(bytes);
            for (var head = _startup ? 0 : 1; _open.Count >= head + 4; head = _startup ? 0 : 1)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian([.. _open.GetRange(head, 4)]);
                if (_open.Count < head + length)
                {
                    return;
                }
                if (head == 1)
                {
                    seen((char)_open[0], [.. _open.GetRange(5, length - 4)]);
                }
                _startup = false;
                _open.RemoveRange(0, head + length);
            }
        }
    }

    private sealed class Session(ConcurrentQueue<RoundTrip> trips)
    {
        private readonly Dictionary<string, string> _prepared = [];
        private readonly ConcurrentQueue<string> _sent = [];

        public void Sent(char kind, byte[] body)
        {
            switch (kind)
            {
                case 'Q':
                    _sent.Enqueue(Text(body, 0));
                    break;
                case 'P':
                    _prepared[Text(body, 0)] = Text(body, Text(body, 0, raw: true) + 1);
                    break;
                case 'B':
                    _sent.Enqueue(_prepared.GetValueOrDefault(Text(body, Text(body, 0, raw: true) + 1), ""));
                    break;
            }
        }

        public void Answered(char kind, byte[] body)
        {
            if (kind != 'Z')
            {
                return;
            }
            var statements = new List<string>();
            while (_sent.TryDequeue(out var statement))
            {
                statements.Add(statement);
            }
            trips.Enqueue(new RoundTrip(statements, EndsTransaction: body[0] == 'I'));
        }

        private static string Text(byte[] body, int from) => Encoding.UTF8.GetString(body, from, Text(body, from, raw: true) - from);

        /// <summary>Where it ends.</summary>
        private static int Text(byte[] body, int from, bool raw) => raw ? Array.IndexOf(body, (byte)0, from) : from;
    }
}

/// <param name="Statements">What was sent in it.</param>
public sealed record RoundTrip(IReadOnlyList<string> Statements, bool EndsTransaction)
{
    public bool Has(string words) => Statements.Any(statement => statement.Contains(words, StringComparison.Ordinal));
}
