using System.Text.Json;
using Preciso.Documents;
using Preciso.Grains.Questions.Policies;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Tests.Questions;

/// <summary>What a role is not shown of an answer, and what would say the same, is nowhere in what leaves.</summary>
public sealed class WithholdingTests
{
    private const int Answers = 10_000;
    private const int Seed = 20_261_130;

    // Each field's own words, and what of it stands in others: a snippet has the sentence that answers, a derivation ends in it.
    private const string Sentence = "SENTENCE";
    private const string Passage = "PASSAGE";
    private const string Filename = "FILE";
    private const string Working = "WORKING";
    private const string Lacking = "LACKING";
    private const double Place = 777.25;
    private const double PlaceOfSentence = 888.25;

    [Fact]
    public void Nothing_that_is_withheld_leaves_by_any_field()
    {
        var random = new Random(Seed);
        var named = 0;
        for (var i = 0; i < Answers; i++)
        {
            var (answer, policy) = (NewAnswer(random), NewPolicy(random));
            var role = random.GetItems(Enum.GetValues<Role>(), 1)[0];

            var left = Withholding.Apply(answer, policy.WithheldFrom(role));

            var written = JsonSerializer.Serialize(left, PrecisoJson.Options);
            var forbidden = policy.WithheldFrom(role).SelectMany(Words).Distinct().ToList();
            Assert.All(forbidden, word => Assert.DoesNotContain(word, written, StringComparison.Ordinal));
            named += left.Withheld?.Count ?? 0;
        }
        Assert.True(named > Answers / 2, "Hardly anything was withheld.");
    }

    [Fact]
    public void What_is_not_withheld_stays_as_it_was()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 1_000; i++)
        {
            var answer = NewAnswer(random);
            var policy = NewPolicy(random);
            var others = Enum.GetValues<Role>().Where(role => policy.WithheldFrom(role).Count == 0);

            Assert.All(others, role => Assert.Same(answer, Withholding.Apply(answer, policy.WithheldFrom(role))));
        }
    }

    [Theory]
    [InlineData(AnswerField.Answer, new[] { AnswerField.Answer, AnswerField.Derivation })]
    [InlineData(AnswerField.Evidence, new[] { AnswerField.Evidence })]
    [InlineData(AnswerField.Derivation, new[] { AnswerField.Derivation })]
    public void An_answer_names_what_it_lacks(AnswerField field, AnswerField[] named)
    {
        var answer = Computed();

        var left = Withholding.Apply(answer, [field]);

        Assert.Equal(named, left.Withheld!);
    }

    [Fact]
    public void Without_its_words_an_answer_still_says_where_to_look()
    {
        var left = Withholding.Apply(Computed(), [AnswerField.Answer]);

        var piece = Assert.Single(left.Evidence);
        Assert.Equal(($"{Filename}-0.pdf", 3, ""), (piece.Filename, piece.Page, piece.Snippet));
        Assert.True(left is { Answered: true, Text: "", Statements: [] });
    }

    [Fact]
    public void Without_evidence_a_document_that_the_answer_names_is_a_number()
    {
        const string said = $"{Filename}-0.pdf: {Sentence}";
        var answer = Computed() with { Text = said, Statements = [new(said, [1], [])] };

        var left = Withholding.Apply(answer, [AnswerField.Evidence]);

        Assert.Equal($"[1]: {Sentence}", left.Text);
        Assert.Equal($"[1]: {Sentence}", left.Statements![0].Text);
    }

    [Fact]
    public void An_answer_that_lacks_nothing_of_what_is_withheld_names_nothing()
    {
        var unknown = new Answer(false, Answer.Unknown, [], Guid.CreateVersion7(), new(1, 1, 2), []) { Reason = UnansweredReason.NotFound };

        var left = Withholding.Apply(unknown, Enum.GetValues<AnswerField>());

        Assert.Equal((Answer.Unknown, null), (left.Text, left.Withheld));
    }

    private static IEnumerable<string> Words(AnswerField field) => field switch
    {
        AnswerField.Answer => [Sentence, Working, Lacking, Passage, "777.25", "888.25"],
        AnswerField.Evidence => [Passage, Filename, "777.25", "888.25"],
        _ => [Working, Lacking],
    };

    private static AnswerPolicy NewPolicy(Random random) => new(
        1, Withheld:
        [
            .. from role in Enum.GetValues<Role>() from field in Enum.GetValues<AnswerField>() where random.Next(3) == 0
               select new WithheldField(role, field),
        ]);

    private static Answer Computed() => NewAnswer(1, computed: true, held: false);

    private static Answer NewAnswer(Random random) => NewAnswer(random.Next(1, 4), random.Next(2) == 0, random.Next(5) == 0);

    private static Answer NewAnswer(int pieces, bool computed, bool held)
    {
        var numbers = Enumerable.Range(1, pieces).ToList();
        var evidence = numbers.ConvertAll(number => new Evidence(
            Guid.CreateVersion7(), $"{Filename}-{number - 1}.pdf", 3, $"{Passage} {Sentence} {number}", [Box(Place)],
            ReadingMethod.TextLayer, 1, 0.5, [new SnippetMatch(0, 3)]));
        var statements = numbers.ConvertAll(number => new AnswerStatement(
            $"{Filename}-{number - 1}.pdf: {Sentence} {number}", [number], [Box(PlaceOfSentence)]));
        var text = string.Join('\n', statements.Select(statement => statement.Text));
        AnswerStatement[] worked = [new($"{Working} of {Filename}-0.pdf", [1], [Box(Place)]), new($"{Working} = {Sentence}", [], [])];
        return new Answer(true, text, evidence, Guid.CreateVersion7(), new(1, 2, 3), statements)
        {
            Derivation = computed ? worked : null,
            Missing = computed ? [Lacking] : null,
            Held = held ? [new AskedDocument(Guid.CreateVersion7(), $"{Filename}-held.pdf")] : null,
        };
    }

    private static Box Box(double at) => new(at, at, at + 10, at + 10);
}
