using Orleans;
using Preciso.Tenants;

namespace Preciso;

/// <summary>What kind of rule was broken; the gateway maps each kind to one HTTP status.</summary>
public enum ProblemKind
{
    /// <summary>The input is wrong; the message says what to change (400).</summary>
    Invalid,

    /// <summary>The caller's role does not allow it (403).</summary>
    Forbidden,

    /// <summary>There is no such thing for this caller: unknown and foreign are the same answer (404).</summary>
    NotFound,

    /// <summary>The thing is not in a state that allows it, or someone else was faster (409).</summary>
    Conflict,

    /// <summary>More than a limit allows (413).</summary>
    TooLarge,

    /// <summary>A type of file that nothing here can read (415).</summary>
    Unsupported,

    /// <summary>Too often (429).</summary>
    TooMany,

    /// <summary>Something that we need is away just now; it was not the caller's fault, and another try may succeed (503).</summary>
    Unavailable,
}

/// <summary>A broken rule. <see cref="Code"/> is stable and has a text in the console's resources in each language.</summary>
[GenerateSerializer, Alias("preciso.problem")]
public sealed class ProblemException(ProblemKind kind, string code, string detail, TimeSpan? retryAfter = null) : Exception(detail)
{
    public const string ChangedCode = "changed_meanwhile";
    public const string IllegalCode = "illegal_transition";

    [Id(0)]
    public ProblemKind Kind { get; } = kind;

    /// <summary>When to try again, where that is known.</summary>
    [Id(1)]
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Stable snake_case name of the rule, for example <c>document_not_found</c>.</summary>
    [Id(3)] // 2 was another member's, which silos of an older version still send
    public string Code { get; } = code;

    public static ProblemException NotFound(string thing) =>
        new(ProblemKind.NotFound, $"{thing}_not_found", $"There is no such {thing}, or you may not see it.");

    public static ProblemException Forbidden(Role needed) =>
        new(ProblemKind.Forbidden, "role_required",
            $"This needs the role {needed.ToString().ToLowerInvariant()} or higher. Ask an administrator.");

    /// <summary>The version said that somebody else wrote in between.</summary>
    public static ProblemException ChangedMeanwhile() =>
        new(ProblemKind.Conflict, ChangedCode, "It was changed by someone else at the same moment. Try again.");

    public static ProblemException Illegal(string thing, object state, string action) =>
        new(ProblemKind.Conflict, IllegalCode, $"A {thing} that is {state} cannot {action}.");
}
