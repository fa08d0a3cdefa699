namespace Preciso.Documents;

/// <summary>A document whose approval stands, as those see it who make something of it.</summary>
/// <param name="IsTypeChosen">A person said of what type it is.</param>
/// <param name="Review">Read only when it is asked for, in the transaction that holds the approval.</param>
public sealed record ApprovedDocument(
    Guid TenantId, Guid DocumentId, Guid ApprovalId, string Filename, string Type, double TypeConfidence, bool IsTypeChosen,
    Func<Task<ReviewedFields>> Review);

/// <summary>What was approved, and what stood there before people corrected it.</summary>
/// <param name="Predicted">What the machine had found of each corrected field; null where it had found nothing.</param>
/// <param name="Pages">The first, and those on which fields stand.</param>
public sealed record ReviewedFields(
    IReadOnlyList<DocumentField> Fields, IReadOnlyDictionary<string, string?> Predicted, IReadOnlyDictionary<int, PageReading> Pages);
