using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <param name="Evidence">Empty where nothing was found that answers.</param>
/// <param name="Statements">The sentences and rows that answer, each with the evidence that it stands on.</param>
public sealed record ExtractedAnswer(IReadOnlyList<AnswerStatement> Statements, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>How it was computed, line by line; empty for what is quoted.</summary>
    public IReadOnlyList<AnswerStatement> Derivation { get; init; } = [];

    /// <summary>What would have been needed to compute what is asked, and is nowhere.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public static ExtractedAnswer None { get; } = new([], []);

    public string Text => Statements.Count == 0 ? Answer.Unknown : string.Join('\n', Statements.Select(statement => statement.Text));
}
