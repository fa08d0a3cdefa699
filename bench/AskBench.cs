using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.AI;
using Npgsql;
using Pgvector;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;

namespace Preciso.Bench;

/// <summary>
/// The figure: how long an answer takes over HTTP, alone and with others, and how many there are a second. The limits: the retrieval
/// statements alone on an open connection, a bare vector query, and the embedder, for the same questions. Then the same where so many
/// times as much is stored: the index of each document is copied.
/// </summary>
public static class AskBench
{
    private const int Asked = 200;
    private const int Nearest = 40;
    private static readonly int[] People = [1, 20, 200];

    /// <param name="plan">The folder, then how many times its documents are stored, in rising order.</param>
    public static async Task Run(string[] plan, TextWriter output)
    {
        var corpus = new LabelledCorpus(plan[0]);
        var questions = corpus.Questions.Select(question => question.Question).ToList();
        await using var silo = await BenchSilo.Start();
        foreach (var filename in corpus.Filenames)
        {
            await using var content = corpus.Open(filename);
            await silo.Upload(filename, content);
        }
        await silo.Settled();
        await Time(questions, people: 1, question => Ask(silo, question)); // the first round fills caches of both
        foreach (var times in plan.Skip(1).Select(Number).DefaultIfEmpty(1))
        {
            await Storing(silo, times);
            output.WriteLine($"{times} × {corpus.Filenames.Count} documents, {questions.Count} questions, asked {Asked} times");
            foreach (var people in People)
            {
                output.WriteLine(Line($"answers, {people} at once", await Time(questions, people, question => Ask(silo, question))));
            }
            foreach (var (what, measured) in await Limits(silo, questions))
            {
                output.WriteLine(Line(what, measured));
            }
        }
    }

    private static int Number(string times) => int.Parse(times, CultureInfo.InvariantCulture);

    private static async Task Ask(BenchSilo silo, string question)
    {
        using var response = await silo.Client.PostAsJsonAsync("/api/v1/rag/query", new { question });
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static Task<List<(string What, Measured Measured)>> Limits(BenchSilo silo, List<string> questions)
    {
        var planner = silo.Services.GetRequiredService<Planner>();
        var retrieval = silo.Services.GetRequiredService<Retrieval>();
        var embedder = silo.Services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var plans = questions.Distinct().ToDictionary(question => question, planner.Plan);
        return silo.Services.GetRequiredService<Database>().Query(
            silo.Caller.TenantId,
            async connection => new List<(string, Measured)>
            {
                ("the retrieval SQL alone", await Time(
                    questions, people: 1,
                    question => retrieval.Find(
                        connection, silo.Caller, question, plans[question], Restriction.None, CancellationToken.None))),
                ("a bare vector query", await Time(questions, people: 1, async question => await Near(connection, embedder, question))),
                ("the embedder alone", await Time(questions, people: 1, question => embedder.GenerateAsync([question]))),
            },
            CancellationToken.None);
    }

    private static async Task Near(NpgsqlConnection connection, IEmbeddingGenerator<string, Embedding<float>> embedder, string question)
    {
        var made = await embedder.GenerateAsync([question]);
        await connection.QueryAsync<long>(
            "SELECT chunk_id FROM chunks ORDER BY embedding <#> @vector LIMIT @Nearest",
            new { vector = new Vector(made[0].Vector), Nearest });
    }

    private static async Task<Measured> Time(List<string> questions, int people, Func<string, Task> ask)
    {
        var times = new double[Asked];
        var next = -1;
        var all = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, people).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < Asked; i = Interlocked.Increment(ref next))
            {
                var watch = Stopwatch.StartNew();
                await ask(questions[i % questions.Count]);
                times[i] = watch.Elapsed.TotalMilliseconds;
            }
        }));
        var seconds = all.Elapsed.TotalSeconds;
        Array.Sort(times);
        return new Measured(times[Asked / 2], times[Asked * 99 / 100], Asked / seconds);
    }

    private static string Line(string what, Measured measured) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-26} p50 {measured.Middle,7:0.0} ms   p99 {measured.Slowest,7:0.0} ms   {measured.PerSecond,6:0.0} a second");

    /// <summary>Copies documents, passages, posting lists and facts until each is there so many times.</summary>
    private static async Task Storing(BenchSilo silo, int times)
    {
        await using var connection = await silo.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT set_config('preciso.tenant', @tenant, true)", new { tenant = $"{silo.Caller.TenantId}" });
        foreach (var table in (string[])["documents", "chunks", "postings", "facts"])
        {
            await connection.ExecuteAsync(await Copy(connection, table), new { times }, commandTimeout: 0);
        }
        await transaction.CommitAsync();
        await connection.ExecuteAsync("ANALYZE", commandTimeout: 0);
    }

    /// <summary>The ids of copies follow from those of the first, which are of version 7.</summary>
    private static async Task<string> Copy(NpgsqlConnection connection, string table)
    {
        var columns = (await connection.QueryAsync<string>(
            """
            SELECT column_name FROM information_schema.columns
            WHERE table_name = @table AND is_generated = 'NEVER' AND is_identity = 'NO' AND column_name <> 'document_id'
            """,
            new { table })).ToList();
        return $"""
            INSERT INTO {table} (document_id, {string.Join(", ", columns)})
            SELECT overlay(md5(t.document_id::text || n) placing '4' from 13 for 1)::uuid,
                   {string.Join(", ", columns.Select(column => Value(table, column)))}
            FROM {table} t CROSS JOIN generate_series(2, @times) AS n
            WHERE substr(t.document_id::text, 15, 1) = '7'
            ON CONFLICT DO NOTHING
            """;
    }

    private static string Value(string table, string column) =>
        (table, column) is ("documents", "sha256") ? "sha256(t.sha256 || n::text::bytea)" : $"t.{column}";

    private sealed record Measured(double Middle, double Slowest, double PerSecond);
}
