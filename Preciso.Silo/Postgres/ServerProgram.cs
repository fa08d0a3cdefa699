using System.Diagnostics;

namespace Preciso.Silo.Postgres;

/// <summary>Runs PostgreSQL's programs and the few tools around them as children.</summary>
internal static class ServerProgram
{
    /// <summary>
    /// Without a shell and without our environment: that may hold secrets, and PG* variables would change what the programs
    /// do. All three streams are pipes, so that a server that outlives us never holds on to our terminal.
    /// </summary>
    public static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; a cancelled one is killed.</summary>
    public static async Task<ProgramResult> Run(IReadOnlyList<string> command, CancellationToken cancel)
    {
        using var process = Start(command);
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancel);
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new ProgramResult(process.ExitCode, $"{output}{await error}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

internal sealed record ProgramResult(int Code, string Output);
