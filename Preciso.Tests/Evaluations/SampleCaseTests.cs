using System.Text.Json;
using Preciso.Evaluations;
using Preciso.Tests.Web;
using Preciso.Tests.World;

namespace Preciso.Tests.Evaluations;

/// <summary>Our own documents and what we expect of answers from them: samples/questions.jsonl.</summary>
public sealed class SampleCaseTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_required_case_of_the_samples_has_fallen()
    {
        var owner = await silo.NewTenant();
        var documents = await Upload(owner);
        var set = silo.Grains.Get<ICaseSetGrain>(owner.UserId, owner);
        foreach (var line in File.ReadLines(Path.Combine(Samples, "questions.jsonl")))
        {
            await set.SaveCase(new SaveCase(Guid.CreateVersion7(), Draft(JsonSerializer.Deserialize<JsonElement>(line), documents)));
        }
        var run = await set.StartRun(new StartRun(Guid.CreateVersion7()));
        using var client = await silo.Client(owner);

        await client.Ended(run.RunId);

        var evaluations = (IEvaluations)silo.Services.GetService(typeof(IEvaluations))!;
        var ended = await evaluations.Run(owner, run.RunId, Cancel);
        var fallen = ended.Results.Where(result => result is { Required: true, Right: false }).Select(result => result.Question).ToList();
        Assert.True(fallen.Count == 0 && ended.Run.State == RunState.Passed, $"These have fallen:\n{string.Join('\n', fallen)}");
        Assert.Equal(run.Cases, ended.Results.Count);
    }

    private async Task<Dictionary<string, Guid>> Upload(Caller owner)
    {
        var uploaded = new Dictionary<string, Guid>();
        foreach (var file in Directory.EnumerateFiles(Samples).Where(file => Path.GetExtension(file) is ".pdf" or ".png" or ".md"))
        {
            var document = await silo.Upload(owner, Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancel));
            uploaded.Add(Path.GetFileName(file), document.DocumentId);
        }
        await Task.WhenAll(uploaded.Values.Select(document => silo.Settled(owner, document)));
        return uploaded;
    }

    private static CaseDraft Draft(JsonElement line, Dictionary<string, Guid> documents) => new(
        line.GetProperty("question").GetString()!,
        line.TryGetProperty("answer", out var answer) ? answer.GetString() : null,
        line.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [],
        line.TryGetProperty("document", out var document)
            ? [new CasePages(
                documents[document.GetString()!], [.. line.GetProperty("pages").EnumerateArray().Select(page => page.GetInt32())])]
            : [],
        [.. line.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)],
        line.TryGetProperty("required", out _),
        line.TryGetProperty("unanswerable", out _));
}
