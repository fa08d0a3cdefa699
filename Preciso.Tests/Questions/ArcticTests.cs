using Microsoft.Extensions.AI;
using Preciso.Grains.Questions.Embedders;
using Preciso.Questions;

namespace Preciso.Tests.Questions;

/// <summary>The encoder that comes with Preciso, really run.</summary>
public sealed class ArcticTests : IDisposable
{
    private const string Question = "How many vacation days do I get?";
    private const string Leave = "Employees are entitled to fifteen days of annual leave each year.";
    private const string Revenue = "Net revenue increased 7% to $8,738 million in the third quarter.";

    private readonly OnnxEmbedder _arctic = ArcticXs.Load();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_means_the_same_is_nearer_than_what_does_not()
    {
        var vectors = await Embed(ArcticXs.Options.QuestionPrefix + Question, Leave, Revenue);

        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]) + 0.05f);
        Assert.All(vectors, vector => Assert.Equal((384, 1.0), (vector.Length, Math.Round(Dot(vector, vector), 4))));
    }

    [Fact]
    public async Task A_text_has_the_same_vector_alone_and_among_others()
    {
        var others = Enumerable.Range(1, 20).Select(i => string.Join(' ', Enumerable.Repeat(Leave, i % 5)) + Revenue);

        var together = await Embed([.. others, Leave]);
        var alone = await Embed(Leave);

        Assert.Equal(21, together.Length);
        Assert.Equal(1, Dot(alone[0], together[20]), 0.0001);
    }

    [Theory]
    [InlineData("Total assets 209,000 190,000", true)]
    [InlineData("The café's revenue rose, as Nestlé's did, by 4 per cent in the year.", true)]
    [InlineData("자산총계 209,000 190,000", false)]
    [InlineData("삼성전자 (Samsung Electronics) 2024 매출액", false)]
    [InlineData("1,234 5,678", false)]
    public void English_is_told_by_its_letters(string text, bool known)
    {
        Assert.Equal(known, EmbedderLanguages.English.Knows(text));
        Assert.True(EmbedderLanguages.Any.Knows(text));
    }

    public void Dispose() => _arctic.Dispose();

    private async Task<float[][]> Embed(params string[] texts) =>
        [.. (await _arctic.GenerateAsync(texts, cancellationToken: Cancel)).Select(embedding => embedding.Vector.ToArray())];

    private static float Dot(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
