using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Preciso.Reading.Children;

/// <summary>
/// Runs external programs on hostile input: no shell, a bare environment, limits on memory, processor time, wall-clock time
/// and output, a temporary folder that goes with the program. A fixed number runs at once, so that the cores are full and
/// never oversubscribed. When this process dies, a child ends by its closed pipes or by its limits.
/// </summary>
public sealed class ChildProcesses(IOptions<ReadingOptions> options, TempFolders folders, TimeProvider time) : IDisposable
{
    private const int NotFound = 127;
    private const int Signalled = 128;

    private readonly ReadingOptions _options = options.Value;
    private readonly SemaphoreSlim _slots = new(options.Value.Parallelism);
    private readonly SemaphoreSlim _urgentSlots = new(options.Value.Parallelism);

    /// <summary>How many run at once.</summary>
    public int Room => _options.Parallelism;

    /// <summary>
    /// Runs the program to its end while <paramref name="read"/> takes its output. Cancelled or timed out, the program is
    /// dead before this returns.
    /// </summary>
    public async Task<ChildResult<T>> Run<T>(ChildCommand command, Func<Stream, T> read, CancellationToken cancel)
    {
        var slots = command.Urgent ? _urgentSlots : _slots;
        await slots.WaitAsync(cancel);
        try
        {
            using var folder = folders.Create();
            using var timeout = new CancellationTokenSource(_options.Timeout, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
            var result = await Run(command, folder, read, stop.Token);
            cancel.ThrowIfCancellationRequested();
            return timeout.IsCancellationRequested
                ? throw ReadingException.TimedOut(command.Program, _options.Timeout)
                : Judge(command, result);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>Runs the program and keeps its whole output.</summary>
    public Task<ChildResult<byte[]>> Run(ChildCommand command, CancellationToken cancel) => Run(command, ReadAll, cancel);

    public void Dispose()
    {
        _slots.Dispose();
        _urgentSlots.Dispose();
    }

    private async Task<ChildResult<T>> Run<T>(ChildCommand command, TempFolder folder, Func<Stream, T> read, CancellationToken stop)
    {
        using var process = Start(command, folder);
        try
        {
            using var killing = stop.Register(() => Kill(process));
            var feeding = Feed(process, command.Input);
            var errors = Task.Run(() => Tail(process.StandardError.BaseStream), CancellationToken.None);
            var output = await Task.Run(() => read(new CappedStream(process.StandardOutput.BaseStream)), CancellationToken.None);
            await feeding;
            var result = (Output: output, Errors: await errors);
            await process.WaitForExitAsync(CancellationToken.None);
            return new ChildResult<T>(process.ExitCode, result.Output, result.Errors);
        }
        finally
        {
            Kill(process); // the reader may have given up first
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Start(ChildCommand command, TempFolder folder)
    {
        var memory = (long)_options.MemoryMegabytes * 1024 * 1024;
        var start = new ProcessStartInfo("prlimit", [
            string.Create(CultureInfo.InvariantCulture, $"--as={memory}"),
            string.Create(CultureInfo.InvariantCulture, $"--cpu={_options.TimeoutSeconds}"),
            "--core=0", "--", command.Program, .. command.Arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["OMP_THREAD_LIMIT"] = "1"; // a slot is one core
        start.Environment["HOME"] = start.Environment["TMPDIR"] = start.Environment["MAGICK_TMPDIR"] = folder.Path;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw ReadingException.ProgramMissing("prlimit", "util-linux");
        }
    }

    private ChildResult<T> Judge<T>(ChildCommand command, ChildResult<T> result) => result.ExitCode switch
    {
        NotFound => throw ReadingException.ProgramMissing(command.Program, command.Package),
        > Signalled and var code => throw ReadingException.Crashed(command.Program, code - Signalled, _options.MemoryMegabytes),
        _ => result,
    };

    private static async Task Feed(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it had read all; its exit code tells why.
        }
    }

    private static byte[] ReadAll(Stream output)
    {
        using var all = new MemoryStream();
        output.CopyTo(all);
        return all.ToArray();
    }

    private static string Tail(Stream errors)
    {
        var tail = new byte[2048];
        var (kept, buffer) = (0, new byte[2048]);
        for (int read; (read = errors.Read(buffer)) > 0;)
        {
            var old = Math.Min(kept, tail.Length - read);
            tail.AsSpan(kept - old, old).CopyTo(tail);
            buffer.AsSpan(0, read).CopyTo(tail.AsSpan(old));
            kept = old + read;
        }
        return Encoding.UTF8.GetString(tail, 0, kept);
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) // looking for its children goes through all processes of the machine
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
