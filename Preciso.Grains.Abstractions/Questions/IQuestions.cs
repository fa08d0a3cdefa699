using System.Text.Json.Serialization;
using Preciso.Documents;

namespace Preciso.Questions;

/// <summary>Answers from the files that the caller may read, in the documents' own words, or no answer.</summary>
public interface IQuestions
{
    /// <param name="key">An idempotency key: the same call again has the same answer, worked out once. Null for none.</param>
    Task<Answer> Ask(Caller caller, AskQuestion question, string? key, CancellationToken cancel);

    /// <summary>Leaves the question to a worker; the answer is kept with the job whose id this returns.</summary>
    Task<Guid> Enqueue(Caller caller, AskQuestion question, string? key, CancellationToken cancel);
}

/// <param name="TopK">How many pieces of evidence at most, 1 to 50.</param>
/// <param name="DocumentIds">Only these documents; null for all that the caller may read.</param>
public sealed record AskQuestion(string Question, int TopK = 5, IReadOnlyList<Guid>? DocumentIds = null)
{
    /// <summary>What the kind of job is called that answers it.</summary>
    public const string JobKind = "ask";
}

/// <param name="Answered">False when nothing found was close enough; then there is no evidence.</param>
/// <param name="Text">The sentences or table rows that answer, or "모름/근거 없음".</param>
/// <param name="JobId">The job under which this question is on record.</param>
public sealed record Answer(
    bool Answered, [property: JsonPropertyName("answer")] string Text, IReadOnlyList<Evidence> Evidence, Guid JobId, AnswerTimings Timings)
{
    /// <summary>What Preciso says when the documents do not answer.</summary>
    public const string Unknown = "모름/근거 없음";
}

/// <summary>A place in a document that supports the answer; never without any of these.</summary>
/// <param name="Page">1-based.</param>
/// <param name="Snippet">The sentence or table row as it stands in the document, with some of what stands around it.</param>
/// <param name="Boxes">Where that sentence or row stands on the page, line by line.</param>
/// <param name="Confidence">How surely the text was read, 0 to 1.</param>
/// <param name="Score">How well it matches the question; comparable within one answer.</param>
/// <param name="Matches">Where the snippet has what the question asks for, in order; null in answers that an earlier version kept.</param>
public sealed record Evidence(
    Guid DocumentId, string Filename, int Page, string Snippet, IReadOnlyList<Box> Boxes, ReadingMethod Method, double Confidence,
    double Score, IReadOnlyList<SnippetMatch>? Matches = null);

/// <summary>A part of a snippet, counted in UTF-16 code units.</summary>
public sealed record SnippetMatch(int Start, int Length);

/// <summary>Milliseconds.</summary>
public sealed record AnswerTimings(double Retrieve, double Answer, double Total);
