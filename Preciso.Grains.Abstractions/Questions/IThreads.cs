namespace Preciso.Questions;

/// <summary>
/// A person's conversations, their own and those shared with them: what was asked and what was answered. Nobody else sees them, whatever
/// their role.
/// </summary>
public interface IThreads
{
    /// <summary>The one asked in last first.</summary>
    Task<Listing<ThreadView>> List(Caller caller, ThreadFilter filter, CancellationToken cancel);

    Task<ThreadView> Get(Caller caller, Guid threadId, CancellationToken cancel);

    /// <summary>
    /// Newest first. What an answer quotes from a document that the caller may not read is left out, and of others' answers all that
    /// tells of what they may read.
    /// </summary>
    Task<Listing<ThreadQuestion>> Questions(Caller caller, Guid threadId, string? cursor, int limit, CancellationToken cancel);

    /// <summary>With whom it is shared; only its owner may ask.</summary>
    Task<IReadOnlyList<ThreadGrant>> Grants(Caller caller, Guid threadId, CancellationToken cancel);

    /// <summary>One question of the conversations that the caller may read, as <see cref="Questions"/> has it.</summary>
    Task<ThreadQuestion> Question(Caller caller, Guid jobId, CancellationToken cancel);

    /// <summary>Up to so many questions that the caller's documents answer, made of what was read in them; the newest first.</summary>
    Task<IReadOnlyList<ExampleQuestion>> Examples(Caller caller, int count, CancellationToken cancel);
}

/// <param name="Search">Part of a title or of a question, or words of an answer.</param>
public sealed record ThreadFilter(string? Search = null, string? Cursor = null, int Limit = 50);

/// <param name="Title">The first question until its owner names it.</param>
/// <param name="IsOwner">The caller began it.</param>
/// <param name="IsShared">Others may read it than its owner.</param>
public sealed record ThreadView(
    Guid Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset AskedAt, string OwnerName, bool IsOwner, bool IsShared);

/// <param name="Name">The person's or team's.</param>
public sealed record ThreadGrant(Guid? UserId, Guid? TeamId, string Name, DateTimeOffset GrantedAt);

/// <summary>A question and what became of it.</summary>
/// <param name="JobId">The job under which it is on record.</param>
/// <param name="Documents">Those that it was restricted to, as far as the caller may read them; null for all.</param>
/// <param name="Answer">Null while it is worked on and when it came to none.</param>
/// <param name="Rating">What the caller thought of the answer to their own question; null for nothing said.</param>
public sealed record ThreadQuestion(
    Guid JobId, string Question, DateTimeOffset AskedAt, QuestionStatus Status, IReadOnlyList<AskedDocument>? Documents, Answer? Answer,
    AnswerRating? Rating)
{
    /// <summary>Who asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>The caller asked.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>What else it was restricted to; null for nothing.</summary>
    public ShownScope? Scope { get; init; }
}

/// <param name="Spaces">As far as the caller may see them; null for all.</param>
/// <param name="Types">By key; null for all.</param>
public sealed record ShownScope(
    IReadOnlyList<AskedSpace>? Spaces = null, IReadOnlyList<string>? Types = null, DateTimeOffset? From = null,
    DateTimeOffset? Until = null);

public sealed record AskedSpace(Guid Id, string Name);

public enum QuestionStatus
{
    /// <summary>It waits or is worked on.</summary>
    Pending,
    Answered,

    /// <summary>It was canceled, or every attempt failed.</summary>
    Stopped,
}

public sealed record AskedDocument(Guid Id, string Filename);

/// <param name="Subject">What the document says something about, in its own words: a figure's label, or a heading.</param>
/// <param name="Period">Of a figure, as printed; null where none was.</param>
/// <param name="IsFigure">Whether a number answers.</param>
public sealed record ExampleQuestion(Guid DocumentId, string Filename, string Subject, string? Period, bool IsFigure);
