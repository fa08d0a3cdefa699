using Preciso.Questions;

namespace Preciso.Grains.Questions.Policies;

/// <summary>
/// An answer without what its reader's role is not shown, and without whatever else would say the same. Pure. Each field takes with it:
/// <list type="bullet">
/// <item>the answer: its derivation, which ends in it, and the words and marks of its evidence, which then only says where to look;</item>
/// <item>the evidence: the numbers and boxes by which statements point at it, the names of documents within them, and the documents that
/// wait for review;</item>
/// <item>the derivation: the figures that are missing for it.</item>
/// </list>
/// </summary>
public static class Withholding
{
    public static Answer Apply(Answer answer, IReadOnlyList<AnswerField> fields)
    {
        var withheld = Enum.GetValues<AnswerField>().Where(field => Says(answer, field) && IsWithheld(field, fields)).ToList();
        var left = fields.Aggregate(answer, Without);
        return withheld.Count == 0 ? left : left with { Withheld = withheld };
    }

    /// <summary>Whether there is something of it.</summary>
    private static bool Says(Answer answer, AnswerField field) => field switch
    {
        AnswerField.Answer => answer.Answered,
        AnswerField.Evidence => answer.Evidence.Count > 0 || answer.Held is { Count: > 0 },
        AnswerField.Derivation => answer.Derivation is { Count: > 0 } || answer.Missing is { Count: > 0 },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static bool IsWithheld(AnswerField field, IReadOnlyList<AnswerField> fields) =>
        fields.Contains(field) || (field == AnswerField.Derivation && fields.Contains(AnswerField.Answer));

    private static Answer Without(Answer answer, AnswerField field) => field switch
    {
        AnswerField.Answer => WithoutDerivation(answer) with
        {
            Text = answer.Answered ? "" : answer.Text,
            Statements = answer.Statements is null ? null : [],
            Evidence = [.. answer.Evidence.Select(piece => piece with { Snippet = "", Boxes = [], Matches = null })],
        },
        AnswerField.Evidence => WithoutEvidence(answer),
        AnswerField.Derivation => WithoutDerivation(answer),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static Answer WithoutDerivation(Answer answer) => answer with { Derivation = null, Missing = null };

    private static Answer WithoutEvidence(Answer answer)
    {
        // The longest first: a name may be part of another.
        var names = answer.Evidence.Select((piece, i) => (piece.Filename, Number: i + 1)).DistinctBy(name => name.Filename)
            .OrderByDescending(name => name.Filename.Length).ToList();
        return answer with
        {
            Text = Unnamed(answer.Text),
            Statements = answer.Statements?.Select(Alone).ToList(),
            Derivation = answer.Derivation?.Select(Alone).ToList(),
            Evidence = [],
            Held = null,
        };

        AnswerStatement Alone(AnswerStatement statement) => new(Unnamed(statement.Text), [], []);

        string Unnamed(string text) => names.Aggregate(
            text, (left, name) => left.Replace(name.Filename, $"[{name.Number}]", StringComparison.OrdinalIgnoreCase));
    }
}
