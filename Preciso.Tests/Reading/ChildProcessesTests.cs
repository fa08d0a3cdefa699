using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Preciso.Reading;
using Preciso.Reading.Children;

namespace Preciso.Tests.Reading;

public sealed class ChildProcessesTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new(("MemoryMegabytes", 256), ("Parallelism", 2));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Output_errors_and_exit_code_come_back()
    {
        var result = await _world.Children.Run(Shell("cat; echo trouble >&2; exit 3") with { Input = "input"u8.ToArray() }, Cancel);

        Assert.Equal((3, "input", "trouble\n"), (result.ExitCode, Encoding.UTF8.GetString(result.Output), result.Errors));
    }

    [Fact]
    public async Task Arguments_are_never_read_by_a_shell()
    {
        var result = await _world.Children.Run(
            new ChildCommand("printf", "coreutils", "%s|", "$(id); `id` > x", "a b", "--help", "줄\n바꿈"), Cancel);

        Assert.Equal("$(id); `id` > x|a b|--help|줄\n바꿈|", Encoding.UTF8.GetString(result.Output));
    }

    [Fact]
    public async Task The_environment_holds_nothing_of_ours()
    {
        var result = await _world.Children.Run(new ChildCommand("env", "coreutils"), Cancel);

        var names = Encoding.UTF8.GetString(result.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=')[0]);
        Assert.Equal(["HOME", "LC_ALL", "MAGICK_TMPDIR", "OMP_THREAD_LIMIT", "PATH", "TMPDIR"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed_with_its_children()
    {
        await using var hasty = new ReadingWorld(("TimeoutSeconds", 2));
        var pids = new List<int>();

        var error = await Assert.ThrowsAsync<ReadingException>(() => hasty.Children.Run(
            Shell("echo $$; touch left; sleep 600 & echo $!; wait"), output => ReadPids(output, pids), Cancel));

        Assert.Equal((ReadingFault.Time, "program_timed_out"), (error.Fault, error.Code));
        Assert.Equal(2, pids.Count);
        Assert.DoesNotContain(pids, IsAlive);
        Assert.Empty(hasty.Leftovers);
    }

    [Fact]
    public async Task Cancelling_kills_long_before_the_program_would_end()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pids = new List<int>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Children.Run(
            Shell("echo $$; exec sleep 600"), output => ReadPids(output, pids, stop.Cancel), stop.Token));

        Assert.False(IsAlive(Assert.Single(pids)));
        Assert.Empty(_world.Leftovers);
    }

    [Fact]
    public async Task A_program_that_needs_too_much_memory_fails()
    {
        var result = await _world.Children.Run(Shell("head -c 600000000 /dev/zero | tail -n 1 >&2"), Cancel);

        Assert.Contains("memory exhausted", result.Errors, StringComparison.Ordinal);
        Assert.Empty(_world.Leftovers);
    }

    [Fact]
    public async Task A_crash_names_the_program_and_the_signal()
    {
        var error = await Assert.ThrowsAsync<ReadingException>(() => _world.Children.Run(Shell("kill -ABRT $$"), Cancel));

        Assert.Equal((ReadingFault.Program, "program_crashed"), (error.Fault, error.Code));
        Assert.Contains("sh was ended by signal 6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_names_its_package()
    {
        var error = await Assert.ThrowsAsync<ReadingException>(
            () => _world.Children.Run(new ChildCommand("no-such-program", "some-package"), Cancel));

        Assert.Equal((ReadingFault.Program, "program_missing"), (error.Fault, error.Code));
        Assert.EndsWith("Install the Debian package some-package.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_output_is_cut_off()
    {
        var error = await Assert.ThrowsAsync<ReadingException>(() => _world.Children.Run(new ChildCommand("yes", "coreutils"), Cancel));

        Assert.Equal("output_too_large", error.Code);
        Assert.Empty(_world.Leftovers);
    }

    [Fact]
    public async Task Of_endless_errors_only_the_end_is_kept()
    {
        var result = await _world.Children.Run(Shell("yes 0123456789 | head -c 1000000 >&2; echo end >&2"), Cancel);

        Assert.EndsWith("end\n", result.Errors, StringComparison.Ordinal);
        Assert.InRange(result.Errors.Length, 1, 2048);
    }

    [Fact]
    public async Task A_program_may_ignore_its_input()
    {
        var result = await _world.Children.Run(new ChildCommand("true", "coreutils") { Input = new byte[10_000_000] }, Cancel);

        Assert.True(result.Succeeded);
    }

    [Fact]
    public async Task No_more_programs_run_at_once_than_there_are_slots()
    {
        var (running, most) = (0, 0);
        int Count(Stream output)
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            output.CopyTo(Stream.Null);
            return Interlocked.Decrement(ref running);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Children.Run(Shell("sleep 0.1"), Count, Cancel)));

        Assert.Equal(2, most);
    }

    [Fact]
    public void A_sweep_removes_what_the_dead_left_and_nothing_of_the_living()
    {
        var options = Options.Create(new ReadingOptions { TempFolder = Path.Combine(_world.Temp, "swept") });
        using var living = new TempFolders(options);
        using var folder = living.Create();
        var dead = Path.Combine(options.Value.TempFolder, "dead");
        Directory.CreateDirectory(Path.Combine(dead, "operation"));
        File.WriteAllText(dead + ".lock", "");

        living.Sweep();

        Assert.False(Directory.Exists(dead));
        Assert.False(File.Exists(dead + ".lock"));
        Assert.True(Directory.Exists(folder.Path));
    }

    private static ChildCommand Shell(string script) => new("sh", "dash", "-c", script);

    private static int ReadPids(Stream output, List<int> pids, Action? whenFirst = null)
    {
        using var reader = new StreamReader(output);
        while (reader.ReadLine() is { } line)
        {
            pids.Add(int.Parse(line, CultureInfo.InvariantCulture));
            whenFirst?.Invoke();
        }
        return pids.Count;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    // A killed orphan may wait for its parent to take note of it; it runs no more.
    private static bool IsAlive(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Trim()[0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
