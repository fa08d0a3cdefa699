using Preciso.Tenants;

namespace Preciso.Questions;

/// <summary>
/// What of an answer a tenant may keep from a role. What is added to answers gets a name here, a line in Withholding, and one in the check
/// of the table.
/// </summary>
public enum AnswerField
{
    /// <summary>What is said: the text and its statements. Without it nothing is shown from which it could be read.</summary>
    Answer,

    /// <summary>Where it stands: documents, pages, boxes and their words.</summary>
    Evidence,

    /// <summary>How it was computed.</summary>
    Derivation,
}

/// <summary>What an administrator decided about the tenant's answers.</summary>
/// <param name="Version">Of the decision; 0 where nobody has decided anything. To be named by who changes it.</param>
/// <param name="Cache">The same question of the same person over the same documents has its answer again.</param>
/// <param name="Rerank">What was found is put in the order of what answers best; otherwise it stays as it was found.</param>
/// <param name="Compress">Evidence is narrowed to what answers; otherwise it is the whole passage.</param>
/// <param name="Withheld">What is kept from whom.</param>
public sealed record AnswerPolicy(
    int Version = 0, bool Cache = true, bool Rerank = true, bool Compress = true, IReadOnlyList<WithheldField>? Withheld = null,
    string? ChangedBy = null, DateTimeOffset? ChangedAt = null)
{
    /// <summary>What is kept from people of this role.</summary>
    public IReadOnlyList<AnswerField> WithheldFrom(Role role) =>
        [.. (Withheld ?? []).Where(withheld => withheld.Role == role).Select(withheld => withheld.Field)];
}

/// <summary>People of this role are not shown this of any answer.</summary>
public sealed record WithheldField(Role Role, AnswerField Field);

/// <summary>How an answer came about, as far as the tenant decides it.</summary>
/// <param name="Policy">The version of the policy that held.</param>
/// <param name="Measures">The version of the tenant's own measures; 0 for none.</param>
/// <param name="CachedFrom">The job whose answer is given again; null for one that was worked out.</param>
public sealed record AnswerTrace(int Policy, int Measures, bool Cache, bool Rerank, bool Compress, Guid? CachedFrom = null);
