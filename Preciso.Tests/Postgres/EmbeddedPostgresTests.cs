using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Silo.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Postgres;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_home.Folder, "postgres", "data");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task It_serves_a_database_with_vectors_over_a_private_socket_only()
    {
        await using var postgres = await Start();

        Assert.Equal("preciso", await Scalar(postgres, "SELECT current_database()"));
        Assert.Equal("logical", await Scalar(postgres, "SHOW wal_level"));
        Assert.Equal("", await Scalar(postgres, "SHOW listen_addresses"));
        Assert.Equal("[1,2]", await Scalar(postgres, "CREATE EXTENSION vector; SELECT '[1,2]'::vector::text"));
        Assert.Equal("é가", await Scalar(postgres, "SELECT lower('É') || substring('(가)' from '\\w')"));
    }

    [Fact]
    public async Task It_never_runs_as_root()
    {
        await using var postgres = await Start();

        var user = File.ReadLines($"/proc/{PostmasterPid()}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));

        Assert.NotEqual("0", user.Split('\t')[1]);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_stop_and_a_start()
    {
        await using (var first = await Start())
        {
            await Scalar(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        Assert.False(File.Exists(Path.Combine(Data, "postmaster.pid")));
        await using var second = await Start();
        Assert.Equal(42, await Scalar(second, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_second_start_on_the_same_home_is_refused_and_names_the_first()
    {
        await using var first = await Start();

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(Start);

        Assert.Contains($"Another Preciso (process {Environment.ProcessId}) already runs", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Scalar(first, "SELECT 1"));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_with_everything_committed()
    {
        await using var postgres = await Start();
        await Scalar(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");

        Process.GetProcessById(PostmasterPid()).Kill();

        await Eventually.True(() => Answers(postgres), TimeSpan.FromSeconds(30));
        Assert.Equal(42, await Scalar(postgres, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_server_that_outlived_its_killed_silo_is_adopted()
    {
        await using var silo = await SiloProcess.Start(connectionString: "", _home.Folder);
        var left = PostmasterPid();
        await silo.Kill();

        await using var postgres = await Start();

        Assert.Equal(1, await Scalar(postgres, "SELECT 1"));
        Assert.Equal(left, PostmasterPid());
    }

    [Fact]
    public async Task A_first_start_that_was_killed_leaves_nothing_half_made()
    {
        var half = Directory.CreateDirectory(Path.Combine(_home.Folder, "postgres", "new-1"));

        await using var postgres = await Start();

        half.Refresh();
        Assert.False(half.Exists);
        Assert.Equal(1, await Scalar(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task A_home_that_only_its_owner_may_enter_works()
    {
        Directory.CreateDirectory(_home.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using (var first = await Start())
        {
            await Scalar(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        await using var second = await Start();
        Assert.Equal(42, await Scalar(second, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_home_whose_name_is_too_long_or_too_odd_for_a_socket_works()
    {
        using var odd = new TemporaryHome($", 한빛 'x' {new string('x', 100)}");

        await using var postgres = await EmbeddedPostgres.Start(new(odd.Folder, Fsync: false), NullLogger.Instance, Cancel);

        Assert.Equal(1, await Scalar(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task Missing_binaries_say_what_to_install()
    {
        var missing = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.Start(new(_home.Folder, Binaries: "/usr/share"), NullLogger.Instance, Cancel));

        Assert.Contains(
            "PostgreSQL 15 or newer is not installed in /usr/share. Run deploy/install", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_version_says_which_version_it_needs()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "PG_VERSION"), "14\n", Cancel);

        var other = await Assert.ThrowsAsync<EmbeddedPostgresException>(Start);

        Assert.Contains("was made by PostgreSQL 14", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_says_so()
    {
        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.Start(new("/proc/preciso"), NullLogger.Instance, Cancel));

        Assert.Contains("cannot use its folder /proc/preciso", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_shows_why()
    {
        await (await Start()).DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), "no_such_setting = 1\n", Cancel);

        var failed = await Assert.ThrowsAsync<EmbeddedPostgresException>(Start);

        Assert.Contains("no_such_setting", failed.Message, StringComparison.Ordinal);
    }

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(new(_home.Folder, Fsync: false), NullLogger.Instance, Cancel);

    private int PostmasterPid() =>
        int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<bool> Answers(EmbeddedPostgres postgres)
    {
        try
        {
            return await Scalar(postgres, "SELECT 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<object?> Scalar(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
