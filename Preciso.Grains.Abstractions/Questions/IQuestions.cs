using System.Text.Json.Serialization;
using Preciso.Documents;

namespace Preciso.Questions;

/// <summary>Answers from the files that the caller may read, in the documents' own words, or no answer.</summary>
public interface IQuestions
{
    /// <param name="key">An idempotency key: the same call again has the same answer, worked out once. Null for none.</param>
    Task<Answer> Ask(Caller caller, AskQuestion question, string? key, CancellationToken cancel);

    /// <summary>The same in parts, as they come: first where the question is on record, last the whole answer.</summary>
    IAsyncEnumerable<AnswerPart> Stream(Caller caller, AskQuestion question, string? key, CancellationToken cancel);

    /// <summary>The same for a question that belongs to no conversation, as one that is asked to see how well it is answered.</summary>
    Task<Answer> AskApart(Caller caller, AskQuestion question, string key, CancellationToken cancel);

    /// <summary>Leaves the question to a worker; the answer is kept with its job.</summary>
    Task<QuestionTaken> Enqueue(Caller caller, AskQuestion question, string? key, CancellationToken cancel);
}

/// <param name="TopK">How many pieces of evidence at most, 1 to 50.</param>
/// <param name="DocumentIds">Only these documents; null for all that the caller may read.</param>
/// <param name="ThreadId">The conversation that it belongs to, the caller's own or shared with them; null begins a new one.</param>
public sealed record AskQuestion(string Question, int TopK = 5, IReadOnlyList<Guid>? DocumentIds = null, Guid? ThreadId = null)
{
    /// <summary>Of these documents only such as lie in it; null for all.</summary>
    public AskedScope? Scope { get; init; }

    /// <summary>What the kind of job is called that answers it.</summary>
    public const string JobKind = "ask";
}

/// <summary>A part of the documents: each of what is said narrows it further.</summary>
/// <param name="SpaceIds">What lies in one of these.</param>
/// <param name="Types">What is of one of these document types.</param>
/// <param name="From">What was added then or later.</param>
/// <param name="Until">What was added before.</param>
public sealed record AskedScope(
    IReadOnlyList<Guid>? SpaceIds = null, IReadOnlyList<string>? Types = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <exception cref="ProblemException">It begins after its end: nothing can lie in it.</exception>
    public void RequireOrder()
    {
        if (From >= Until)
        {
            throw new ProblemException(ProblemKind.Invalid, "scope_dates_invalid", "'from' lies before 'until'.");
        }
    }
}

/// <summary>What is told of an answer while it comes about.</summary>
public abstract record AnswerPart;

/// <summary>The question is on record: it can be found again, and canceled, from now on.</summary>
public sealed record QuestionTaken(Guid JobId, Guid ThreadId) : AnswerPart;

/// <summary>Nothing follows.</summary>
public sealed record AnswerGiven(Answer Answer) : AnswerPart;

/// <param name="Answered">False when nothing found was close enough; then there is no evidence.</param>
/// <param name="Text">The sentences or table rows that answer, or "모름/근거 없음".</param>
/// <param name="JobId">The job under which this question is on record.</param>
/// <param name="Statements">The text again, statement by statement; null in answers that an earlier version kept.</param>
/// <param name="ThreadId">The conversation that it belongs to.</param>
/// <param name="Searched">Where it was looked for; only where it is not answered.</param>
/// <param name="LeftOut">
/// How many pieces of evidence are left out of an answer that is shown again, with what was said from them: their documents are gone, or
/// the asker may no longer read them.
/// </param>
public sealed record Answer(
    bool Answered, [property: JsonPropertyName("answer")] string Text, IReadOnlyList<Evidence> Evidence, Guid JobId, AnswerTimings Timings,
    IReadOnlyList<AnswerStatement>? Statements = null, Guid? ThreadId = null, SearchedDocuments? Searched = null, int? LeftOut = null)
{
    /// <summary>
    /// How a computed answer was worked out: its figures as printed, each with its place, and each step; null for one in the documents'
    /// words.
    /// </summary>
    public IReadOnlyList<AnswerStatement>? Derivation { get; init; }

    /// <summary>The figures that the documents lack to compute what is asked, in the question's language; null where none is.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>A question that leans on the one before it, as it was understood; null for one that stands alone.</summary>
    public string? Understood { get; init; }

    /// <summary>Why there is no answer; null where there is one, and in answers that an earlier version kept.</summary>
    public UnansweredReason? Reason { get; init; }

    /// <summary>The documents that may answer once a person has looked at them; null where there is none.</summary>
    public IReadOnlyList<AskedDocument>? Held { get; init; }

    /// <summary>What the tenant does not show to people of the reader's role, and this answer has; null for nothing.</summary>
    public IReadOnlyList<AnswerField>? Withheld { get; init; }

    /// <summary>By which of the tenant's decisions it came about; null in answers that an earlier version kept.</summary>
    public AnswerTrace? Trace { get; init; }

    /// <summary>What Preciso says when the documents do not answer.</summary>
    public const string Unknown = "모름/근거 없음";
}

/// <summary>Why a question has no answer.</summary>
public enum UnansweredReason
{
    /// <summary>Nothing that was looked through says it.</summary>
    NotFound,

    /// <summary>A document may say it that waits for a person's review.</summary>
    InReview,

    /// <summary>There is no document to look through.</summary>
    NothingToSearch,

    /// <summary>It does not say about what.</summary>
    TooVague,

    /// <summary>A greeting, thanks.</summary>
    NoQuestion,
}

/// <param name="Evidence">What it stands on: 1 for the first piece of the answer's evidence.</param>
/// <param name="Boxes">Where it stands itself on the page of the first of these.</param>
public sealed record AnswerStatement(string Text, IReadOnlyList<int> Evidence, IReadOnlyList<Box> Boxes);

/// <summary>The documents, of those that the asker may read and that the question was not restricted away from.</summary>
/// <param name="Ready">That were looked through.</param>
/// <param name="UnderWay">That are still being read: they may know it soon.</param>
/// <param name="Unusable">That could not be read, or that a person has to look at first.</param>
/// <param name="Restricted">Whether the question was put to a part of the documents only.</param>
public sealed record SearchedDocuments(int Ready, int UnderWay, int Unusable, bool Restricted);

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
