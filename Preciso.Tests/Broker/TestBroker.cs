using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Preciso.Tests.World;

namespace Preciso.Tests.Broker;

/// <summary>
/// Debian's RabbitMQ as a process of our own: its folders, its ports on the loopback, and its own name server (epmd), so that
/// nothing is shared with one that the machine may run, and nothing stays behind.
/// </summary>
public sealed class TestBroker : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-rabbit-");
    private readonly int _port = FreePort();
    private readonly int _peerPort = FreePort();
    private readonly int _namesPort = FreePort();
    private Process? _names;
    private Process? _server;

    public string Uri => $"amqp://guest:guest@127.0.0.1:{_port}/";

    public async Task Start()
    {
        Assert.True(File.Exists(Program), "RabbitMQ is not installed: run deploy/install --tests.");
        await File.WriteAllTextAsync(In("plugins"), "[].");
        await File.WriteAllTextAsync(In("rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{_port}\ndisk_free_limit.absolute = 50MB\n");
        _names ??= Run("epmd");
        _server = Run(Program, "-noinput");
        await Eventually.True(Answers, StartDeadline);
    }

    /// <summary>
    /// SIGTERM, as a restart by systemd would. Not SIGKILL: a stream that RabbitMQ made a moment before is lost to it then, for
    /// its own record of streams was not on the disk yet.
    /// </summary>
    public async Task Stop()
    {
        if (_server is { } server)
        {
            Signal("-TERM");
            await server.WaitForExitAsync();
            server.Dispose();
            _server = null;
        }
    }

    private async Task Kill()
    {
        if (_server is { } server)
        {
            _server = null;
            await End(server);
        }
    }

    /// <summary>It takes what is sent to it and answers nothing, until it goes on.</summary>
    public void Pause() => Signal("-STOP");

    public void GoOn() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        await Kill();
        if (_names is not null)
        {
            await End(_names);
        }
        _home.Delete(recursive: true);
    }

    private static async Task End(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_server!.Id}"]);
        kill.WaitForExit();
    }

    private string In(string name) => Path.Combine(_home.FullName, name);

    private Process Run(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HOME"] = _home.FullName,
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["ERL_EPMD_PORT"] = $"{_namesPort}",
                ["RABBITMQ_ALLOW_INPUT"] = "1", // the program takes the place of its script, so that its process is the one that we know
                ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
                ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("plugins"),
                ["RABBITMQ_MNESIA_BASE"] = In("data"),
                ["RABBITMQ_LOG_BASE"] = In("log"),
                ["RABBITMQ_NODENAME"] = "preciso@localhost",
                ["RABBITMQ_DIST_PORT"] = $"{_peerPort}",
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2",
            },
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<bool> Answers()
    {
        Assert.False(_server!.HasExited, "RabbitMQ ended while starting.");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
