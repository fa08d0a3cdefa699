using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>Three silos on one database, each killed again and again (kill -9) while documents keep coming.</summary>
public sealed class KilledClusterTests(TestCluster cluster) : IAsyncDisposable
{
    private const int Silos = 3;
    private const int Paragraphs = 30;
    private static readonly int Documents = Number("PRECISO_TEST_DOCUMENTS", 200);
    private static readonly int Kills = Number("PRECISO_TEST_KILLS", 30);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-kills-");
    private readonly SiloProcess?[] _silos = new SiloProcess?[Silos];
    private string _database = "";
    private int _kills;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await (silo?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_document_becomes_ready_once_though_silos_are_killed_all_the_time()
    {
        _database = await cluster.CreateDatabase();
        await Patient();

        await Task.WhenAll([.. Enumerable.Range(0, Silos).Select(KillAgainAndAgain), .. Enumerable.Range(0, 4).Select(Upload)]);
        await Eventually.True(async () => await Count("SELECT count(*) FROM documents WHERE state = 'ready'") == Documents, TimeSpan.FromSeconds(90));
        await Eventually.True(async () => await Count("SELECT count(*) FROM jobs WHERE state <> 'completed'") == 0, TimeSpan.FromSeconds(10));

        Assert.Equal(Kills, _kills);
        Assert.True(await Count("SELECT count(*) FROM jobs WHERE attempt > 1") > 0, "No kill hit a job.");
        Assert.Equal((Documents, Documents), await Pair("SELECT count(*), count(DISTINCT key) FROM events WHERE name = 'documents.embedded'"));
        Assert.Equal((Documents, Documents), await Pair("SELECT count(*), count(DISTINCT key) FROM events WHERE name = 'jobs.completed'"));
        Assert.Equal((0, 1), await Pair(
            """
            SELECT count(*) FILTER (WHERE d.chunks <> c.n), count(DISTINCT c.n)
            FROM documents d LEFT JOIN LATERAL (SELECT count(*) AS n FROM chunks WHERE document_id = d.document_id) c ON true
            """)); // documents of the same length have the same number of chunks: none is missing, none is there twice
        Assert.Equal(Documents * Paragraphs, await Count("SELECT count(DISTINCT m[1]) FROM chunks, regexp_matches(text, 'P\\d{7}', 'g') m"));
    }

    /// <summary>What happens to a job that kills its worker five times is another test's; here the workers are to blame.</summary>
    private async Task Patient()
    {
        await using var owner = new NpgsqlConnection(_database);
        await owner.ExecuteAsync(
            """
            CREATE FUNCTION patient() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.max_attempts := 100; RETURN NEW; END';
            CREATE TRIGGER patient BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION patient();
            """);
    }

    private async Task KillAgainAndAgain(int slot)
    {
        _silos[slot] = await SiloProcess.Start(_database, _home.FullName);
        for (var kills = slot; kills < Kills; kills += Silos)
        {
            await Task.Delay(Random.Shared.Next(500, 2500), Cancel); // its first request takes a while on a busy machine
            var killed = _silos[slot]!;
            await killed.Kill();
            Interlocked.Increment(ref _kills);
            _silos[slot] = await SiloProcess.Start(_database, _home.FullName);
            await killed.DisposeAsync();
        }
    }

    /// <summary>As many documents as there were kills for: there is work until the last of them.</summary>
    private async Task Upload(int first)
    {
        for (var i = first; i < Documents; i += 4)
        {
            await Eventually.True(() => Task.FromResult(Volatile.Read(ref _kills) >= Kills || i <= (Volatile.Read(ref _kills) + 1) * Documents / Kills), TimeSpan.FromMinutes(3));
            await Eventually.True(() => TryUpload(i), TimeSpan.FromMinutes(3));
        }
    }

    private async Task<bool> TryUpload(int number)
    {
        var silo = _silos[Random.Shared.Next(Silos)];
        if (silo is null)
        {
            return false;
        }
        try
        {
            using var form = new MultipartFormDataContent { { new StringContent(Text(number)), "file", $"{number}.txt" } };
            using var response = await silo.Client.PostAsync("/api/v1/documents", form, Cancel);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException or InvalidOperationException && !Cancel.IsCancellationRequested)
        {
            return false; // its silo was killed; the same file again is the same document
        }
    }

    private static string Text(int number)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Paragraphs; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"문단 P{number:0000}{i:000} 매출은 {1000 + (i * 17)}억 원이고 비용은 {1000 + (i * 31)}억 원이다.\n\n");
        }
        return text.ToString();
    }

    private async Task<long> Count(string sql)
    {
        await using var owner = new NpgsqlConnection(_database);
        return await owner.ExecuteScalarAsync<long>(sql);
    }

    private async Task<(long, long)> Pair(string sql)
    {
        await using var owner = new NpgsqlConnection(_database);
        return await owner.QuerySingleAsync<(long, long)>(sql);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;
}
