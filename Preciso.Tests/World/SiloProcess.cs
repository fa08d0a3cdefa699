using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Preciso.Silo;

namespace Preciso.Tests.World;

/// <summary>A silo as people run it: a process of its own, which a test can kill.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    public const string ApiKey = "pk_test_0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private static readonly string[] Up = [typeof(SiloApp).Assembly.Location, "up"];
    private static readonly HttpClient Anyone = new();

    private readonly Process _process;

    private SiloProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient
        {
            BaseAddress = address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ApiKey) },
        };
    }

    /// <summary>What it wrote to its standard output: the log.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>Calls REST as the bootstrap admin.</summary>
    public HttpClient Client { get; }

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <param name="connectionString">Empty for a PostgreSQL of its own.</param>
    /// <param name="command">A program and what it is started for; null for a silo's <c>up</c>.</param>
    /// <param name="settings">More of its environment.</param>
    public static async Task<SiloProcess> Start(
        string connectionString, string home, string? roles = null, string[]? command = null,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var silo = Launch(connectionString, home, roles, command, settings);
            await Eventually.True(async () => silo._process.HasExited || await silo.IsReady(), StartDeadline);
            if (!silo._process.HasExited)
            {
                return silo;
            }
            await silo._process.WaitForExitAsync();
            // Its port may have been taken meanwhile.
            Assert.True(attempt < 8, $"The silo ended while starting: {string.Join('\n', silo.Log.Take(60))}");
        }
    }

    /// <summary>One that must not start: what it said, once it has ended with the code of a failure.</summary>
    public static async Task<string> Refused(
        string connectionString, string home, string[]? command = null, IReadOnlyDictionary<string, string>? settings = null,
        Uri? address = null)
    {
        await using var silo = Launch(connectionString, home, roles: null, command, settings, address);
        await Eventually.True(() => Task.FromResult(silo._process.HasExited), StartDeadline + StartDeadline);
        await silo._process.WaitForExitAsync();
        Assert.Equal(1, silo._process.ExitCode);
        return string.Join('\n', silo.Log);
    }

    /// <summary>One that is not waited for: what it needs may come later.</summary>
    public static SiloProcess Launch(
        string connectionString, string home, string? roles = null, string[]? command = null,
        IReadOnlyDictionary<string, string>? settings = null, Uri? address = null)
    {
        address ??= new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [.. command ?? Up, "--urls", address.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PRECISO_HOME"] = home,
                ["ConnectionStrings__Preciso"] = connectionString,
                ["Preciso__Bootstrap__AdminPassword"] = "correct horse battery",
                ["Preciso__Bootstrap__ApiKey"] = ApiKey,
                ["Preciso__Jobs__LeaseSeconds"] = "3",
                ["Preciso__Roles"] = roles,
            },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        var silo = new SiloProcess(process, address);
        process.OutputDataReceived += (_, written) => silo.Log.Enqueue(written.Data ?? "");
        process.ErrorDataReceived += (_, written) => silo.Log.Enqueue(written.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return silo;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd stops it.</summary>
    public async Task Stop()
    {
        await Signal("-TERM");
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it stands still in the middle of whatever it does, and does not know.</summary>
    public Task Pause() => Signal("-STOP");

    public Task Resume() => Signal("-CONT");

    /// <summary>The processes that it has started and that still run.</summary>
    public IReadOnlyList<string> Children() => [.. Directory.GetDirectories("/proc")
        .Where(process => File.Exists(Path.Combine(process, "stat")) && Path.GetFileName(process).All(char.IsAsciiDigit))
        .Select(Stat)
        .Where(stat => stat.Parent == _process.Id)
        .Select(stat => stat.Name)];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        Client.Dispose();
        _process.Dispose();
    }

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static (string Name, int Parent) Stat(string process)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            var (open, close) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
            return (stat[(open + 1)..close], int.Parse(stat[(close + 2)..].Split(' ')[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return ("", 0); // it ended meanwhile
        }
    }

    public async Task<bool> IsReady() => await Health() == "ready";

    /// <summary>What it says of itself; null when it says nothing.</summary>
    public async Task<string?> Health()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            // To know a key it needs the database.
            using var response = await Anyone.GetAsync(new Uri(Client.BaseAddress!, "/health/ready"), patience.Token);
            return (await response.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("status").GetString();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
