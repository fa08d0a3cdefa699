namespace Preciso.Questions;

/// <summary>
/// Answers that were given, found again: those of conversations that the caller may read, and of them only such as stand on nothing that
/// the caller may not read now.
/// </summary>
public interface IAnswers
{
    /// <summary>Newest first.</summary>
    Task<Listing<FoundAnswer>> Search(Caller caller, AnswerFilter filter, CancellationToken cancel);

    /// <summary>
    /// What may be asked next, at most three questions that stand alone; each has an answer in what the caller may read now.
    /// </summary>
    /// <param name="jobId">Of the answer that they follow on.</param>
    Task<IReadOnlyList<string>> Suggest(Caller caller, Guid jobId, CancellationToken cancel);

    /// <summary>The latest answer to the same question before this one; null where there is none.</summary>
    Task<FoundAnswer?> Earlier(Caller caller, Guid jobId, CancellationToken cancel);
}

/// <param name="Search">Words that all stand in the question or the answer; null for every answer.</param>
public sealed record AnswerFilter(string? Search = null, string? Cursor = null, int Limit = 20);

/// <param name="JobId">The job under which it is on record.</param>
/// <param name="Question">As it was understood.</param>
/// <param name="Title">Of the conversation.</param>
public sealed record FoundAnswer(
    Guid JobId, Guid ThreadId, string Title, string Question, string Answer, DateTimeOffset AskedAt, string AskedBy, bool IsOwn);
