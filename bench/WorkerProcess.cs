using System.Diagnostics;
using Preciso.Grains.Jobs;
using Preciso.Silo.Operations;

namespace Preciso.Bench;

/// <summary>
/// A whole silo in a process of its own, which also knows the bench's kinds of work. It says when it is ready and lives until its
/// standard input ends, so it does not outlive the bench.
/// </summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    public const string Verb = "worker";
    private const string Ready = "ready";

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static async Task<WorkerProcess> Start(string connectionString, string home)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(WorkerProcess).Assembly.Location, Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["PRECISO_HOME"] = home, ["ConnectionStrings__Preciso"] = connectionString },
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == Ready)
            {
                return new WorkerProcess(process);
            }
        }
        throw new StartException("A worker of the bench did not start.");
    }

    /// <summary>What the process itself does.</summary>
    public static async Task Serve(string[] settings)
    {
        var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Preciso")
            ?? throw new StartException("The bench starts its workers itself.");
        var builder = SiloApp.Configure(["--urls", "http://127.0.0.1:0", .. settings], PrecisoHome.FromEnvironment(), connectionString);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddBenchJobs();
        await using var app = await SiloApp.Build(builder, connectionString, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
