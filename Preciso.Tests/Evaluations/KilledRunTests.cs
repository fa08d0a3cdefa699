using Dapper;
using Npgsql;
using Preciso.Evaluations;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Evaluations;

/// <summary>kill -9 in the middle of a run: after a restart it ends, and each case was asked once.</summary>
public sealed class KilledRunTests(TestCluster cluster)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_silo_was_killed_goes_on_with_the_cases_that_are_left()
    {
        var database = await cluster.CreateDatabase();
        var home = Directory.CreateTempSubdirectory("preciso-kill-");
        await using var owner = new NpgsqlConnection(database);
        Guid run;
        await using (var first = await SiloProcess.Start(database, home.FullName))
        {
            await first.Client.Upload("보고서.txt", "매출은 1,234억 원이다.\n\n비용은 56억 원이다."u8.ToArray());
            var set = await first.Client.NewSet();
            foreach (var question in (string[])["매출은 얼마인가?", "비용은 얼마인가?", "프랑스의 수도는 어디인가?"])
            {
                await first.Client.AddCase(set, new CaseDraft(question, Unanswerable: true));
            }
            await owner.OpenAsync(Cancel);
            await owner.ExecuteAsync("BEGIN; LOCK TABLE evaluation_results IN SHARE MODE"); // the first result cannot be written
            run = await first.Client.StartRun(set);
            await Eventually.True(() => owner.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"), Deadline);
            await first.Kill();
            await owner.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted; ROLLBACK");
        }

        await using var second = await SiloProcess.Start(database, home.FullName);
        var detail = await second.Client.Ended(run);

        Assert.Equal(3, detail.GetProperty("results").GetArrayLength());
        Assert.Equal(3, await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = 'ask'"));
        Assert.Equal(1, await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM events WHERE name = 'case_sets.run_ended'"));
        await second.Kill();
        home.Delete(recursive: true);
    }
}
