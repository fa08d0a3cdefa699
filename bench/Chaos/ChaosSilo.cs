using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Preciso.Silo.Operations;

namespace Preciso.Bench.Chaos;

/// <summary>
/// A silo as people run it: a process of its own, which can be killed, halted and told to stop, and comes back at the same address.
/// </summary>
public sealed class ChaosSilo : IAsyncDisposable
{
    public const string AdminEmail = "admin@preciso.local";
    public const string AdminPassword = "correct horse battery";

    private const string ApiKey = "pk_bench_0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly string _connectionString;
    private readonly string _home;
    private readonly int? _core;
    private readonly string _program;
    private Process _process = null!;

    /// <param name="core">The only one that it and its programs may use; null for all.</param>
    /// <param name="program">Of another version; null for the one that this bench was built with.</param>
    public ChaosSilo(string connectionString, string home, int? core = null, string? program = null)
    {
        (_connectionString, _home, _core) = (connectionString, home, core);
        _program = program ?? typeof(SiloApp).Assembly.Location;
        Client = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}"),
            Timeout = TimeSpan.FromSeconds(30),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ApiKey) },
        };
    }

    /// <summary>Calls REST as the bootstrap admin.</summary>
    public HttpClient Client { get; }

    public int ProcessId => _process.Id;

    /// <summary>Returns when it is ready.</summary>
    public async Task Start()
    {
        var began = TimeProvider.System.GetTimestamp();
        for (Launch(); !await IsReady(); await Task.Delay(BetweenLooks))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new StartException($"A silo of the bench is not ready after {Patience.TotalSeconds:0} s.");
            }
            if (_process.HasExited)
            {
                Launch(); // PostgreSQL may have been away when it came
            }
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and what it was doing is brought to its end.</summary>
    public async Task Stop()
    {
        await Signal("-TERM");
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it stands still in the middle of whatever it does, and does not know.</summary>
    public async Task Halt(TimeSpan howLong)
    {
        await Signal("-STOP");
        await Task.Delay(howLong);
        await Signal("-CONT");
    }

    public async Task<bool> IsReady()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            using var response = await Client.GetAsync("/health/ready", patience.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        _process.Dispose();
        Client.Dispose();
    }

    private void Launch()
    {
        string[] silo = ["dotnet", _program, "up", "--urls", Client.BaseAddress!.ToString()];
        string[] command = _core is { } core ? ["taskset", "--cpu-list", $"{core}", .. silo] : silo;
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PRECISO_HOME"] = _home,
                ["ConnectionStrings__Preciso"] = _connectionString,
                ["Preciso__Bootstrap__AdminPassword"] = AdminPassword,
                ["Preciso__Bootstrap__ApiKey"] = ApiKey,
            },
        };
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine(); // nobody reads it, but it must not stand in the way
        _process.BeginErrorReadLine();
    }

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
