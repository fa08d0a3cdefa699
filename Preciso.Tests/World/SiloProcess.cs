using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Preciso.Tests.World;

/// <summary>A silo as people run it: a process of its own, which a test can kill.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    public const string ApiKey = "pk_test_0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private SiloProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ApiKey) } };
    }

    /// <summary>What it wrote to its standard output: the log.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>Calls REST as the bootstrap admin.</summary>
    public HttpClient Client { get; }

    /// <param name="verb">What the process is started for; null for <c>up</c>.</param>
    public static async Task<SiloProcess> Start(string connectionString, string home, string? roles = null, string[]? verb = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var silo = Launch(connectionString, home, roles, verb);
            await Eventually.True(async () => silo._process.HasExited || await silo.IsReady(), StartDeadline);
            if (!silo._process.HasExited)
            {
                return silo;
            }
            await silo._process.WaitForExitAsync();
            Assert.True(attempt < 3, $"The silo ended while starting: {string.Join('\n', silo.Log.TakeLast(10))}"); // its port may have been taken meanwhile
        }
    }

    private static SiloProcess Launch(string connectionString, string home, string? roles, string[]? verb)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Preciso.Silo.dll"), .. verb ?? ["up"], "--urls", address.ToString()])
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

    private async Task<bool> IsReady()
    {
        try
        {
            using var response = await Client.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
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
