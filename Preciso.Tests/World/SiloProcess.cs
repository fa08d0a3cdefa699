using System.Collections.Concurrent;
using System.Diagnostics;
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

    public static async Task<SiloProcess> Start(string connectionString, string home)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Preciso.Silo.dll"), "up", "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PRECISO_HOME"] = home,
                ["ConnectionStrings__Preciso"] = connectionString,
                ["Preciso__Bootstrap__AdminPassword"] = "correct horse battery",
                ["Preciso__Bootstrap__ApiKey"] = ApiKey,
                ["Preciso__Jobs__LeaseSeconds"] = "3",
            },
        };
        var process = Process.Start(start)!;
        var silo = new SiloProcess(process, address);
        process.OutputDataReceived += (_, written) => silo.Log.Enqueue(written.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.True(silo.IsReady, StartDeadline);
        return silo;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        Client.Dispose();
        _process.Dispose();
    }

    private async Task<bool> IsReady()
    {
        Assert.False(_process.HasExited, "The silo ended while starting.");
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
