using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;

namespace Preciso.Bench;

/// <summary>
/// The figure: how long an answer takes over HTTP, one question after the other. The limit: the retrieval statement alone
/// on an open connection, for the same questions. The documents are those in the folders beside the file of questions.
/// </summary>
public static class AskBench
{
    private const int Asked = 300;

    public static async Task Run(string file, TextWriter output)
    {
        var questions = Questions(file);
        await using var silo = await BenchSilo.Start();
        foreach (var document in Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, "*", SearchOption.AllDirectories)
            .Where(IsDocument))
        {
            await using var content = File.OpenRead(document);
            await silo.Upload(Path.GetFileName(document), content);
        }
        await silo.Settled();

        await Time(questions, question => Ask(silo, question)); // the first round fills caches of both
        var http = await Time(questions, question => Ask(silo, question));
        var sql = await Sql(silo, questions);
        output.WriteLine($"{questions.Count} questions, asked {Asked} times in turn");
        output.WriteLine(Line("answer over HTTP", http));
        output.WriteLine(Line("the retrieval SQL alone", sql));
    }

    private static bool IsDocument(string path) =>
        Path.GetExtension(path) is ".pdf" or ".png" or ".jpg" or ".tif" or ".tiff" or ".txt" or ".md";

    private static List<string> Questions(string file) => [.. File.ReadLines(file)
        .Where(line => !string.IsNullOrWhiteSpace(line))
        .Select(line => line.StartsWith('{') ? JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()! : line)];

    private static async Task Ask(BenchSilo silo, string question)
    {
        using var response = await silo.Client.PostAsJsonAsync("/api/v1/rag/query", new { question });
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static Task<List<double>> Sql(BenchSilo silo, List<string> questions)
    {
        var planner = silo.Services.GetRequiredService<Planner>();
        var retrieval = silo.Services.GetRequiredService<Retrieval>();
        var plans = questions.Distinct().ToDictionary(question => question, planner.Plan);
        return silo.Services.GetRequiredService<Database>().Query(
            silo.Caller.TenantId,
            connection => Time(
                questions,
                question => retrieval.Find(
                    connection, silo.Caller, question, plans[question], Restriction.None, CancellationToken.None)),
            CancellationToken.None);
    }

    private static async Task<List<double>> Time(List<string> questions, Func<string, Task> ask)
    {
        var times = new List<double>(Asked);
        for (var i = 0; i < Asked; i++)
        {
            var watch = Stopwatch.StartNew();
            await ask(questions[i % questions.Count]);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    private static string Line(string what, List<double> times) => string.Create(
        CultureInfo.InvariantCulture, $"{what,-26} p50 {times[times.Count / 2]:0.0} ms   p99 {times[times.Count * 99 / 100]:0.0} ms");
}
