using System.Text.Json;
using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Questions;

namespace Preciso.Grains.Evaluations;

/// <summary>A case as it was at one time, as the database has it.</summary>
internal sealed class CaseRevision
{
    public Guid RevisionId { get; init; }
    public Guid CaseId { get; init; }
    public required string Question { get; init; }
    public string? Expected { get; init; }
    public required string[] ExpectedValues { get; init; }
    public required string[] Tags { get; init; }
    public bool Required { get; init; }
    public bool Unanswerable { get; init; }
    public Guid[]? Within { get; init; }

    /// <summary>JSON of an <see cref="AskedScope"/>; null for none.</summary>
    public string? Scope { get; init; }

    /// <summary>JSON of <see cref="CasePages"/>, by document.</summary>
    public required string Evidence { get; init; }

    public IReadOnlyList<CasePages> Places => JsonSerializer.Deserialize<IReadOnlyList<CasePages>>(Evidence, PrecisoJson.Options)!;

    public Expectation Expectation => new(Question, Expected, ExpectedValues, Places, Unanswerable);

    public AskedScope? AskedScope => Scope is null ? null : JsonSerializer.Deserialize<AskedScope>(Scope, PrecisoJson.Options);

    public CaseDraft ToDraft() => new(Question, Expected, ExpectedValues, Places, Tags, Required, Unanswerable, Within, AskedScope);
}
