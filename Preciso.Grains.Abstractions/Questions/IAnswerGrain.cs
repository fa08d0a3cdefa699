using Orleans;

namespace Preciso.Questions;

/// <summary>An answer that was given. Its key is the id of the question's job; it is there for who asked.</summary>
[Alias("preciso.answers")]
public interface IAnswerGrain : IGrain
{
    /// <summary>What the asker thinks of it; said again, it takes the place of what was said before.</summary>
    [Alias("answers.rate")]
    Task<AnswerRating> Rate(RateAnswer command);
}

/// <param name="Reason">What is wrong with it; only where it did not help.</param>
/// <param name="Note">In the asker's words.</param>
public sealed record RateAnswer(bool Helpful, RatingReason? Reason = null, string? Note = null)
{
    public const int LongestNote = 2_000;
}

public sealed record AnswerRating(bool Helpful, RatingReason? Reason, string? Note);

/// <summary>What is wrong with an answer.</summary>
public enum RatingReason
{
    Wrong,
    Incomplete,

    /// <summary>The evidence is not what it says.</summary>
    WrongPlace,

    /// <summary>It said that it does not know, though a document says it.</summary>
    ShouldKnow,
    Other,
}
