using Orleans;

namespace Preciso.Questions;

/// <summary>What a tenant decided about its answers. For administrators.</summary>
public interface IAnswerPolicies
{
    Task<AnswerPolicy> Policy(Caller caller, CancellationToken cancel);

    Task<MeasureList> Measures(Caller caller, CancellationToken cancel);

    /// <summary>How a measure would be understood if it stood below these others.</summary>
    MeasureReading Check(Caller caller, OwnMeasure measure, IReadOnlyList<OwnMeasure> above);
}

/// <summary>
/// Its key is the tenant id. Each change is a new version, refused if somebody else has made one since that which is named.
/// </summary>
[Alias("preciso.answer_policies")]
public interface IAnswerPolicyGrain : IGrain
{
    [Alias("answer_policies.change")]
    Task<AnswerPolicy> Change(ChangeAnswerPolicy command);

    [Alias("answer_policies.change_measures")]
    Task<MeasureList> ChangeMeasures(ChangeMeasures command);
}

/// <param name="Version">Of the policy that is changed; 0 for the first.</param>
public sealed record ChangeAnswerPolicy(
    int Version, bool Cache = true, bool Rerank = true, bool Compress = true, IReadOnlyList<WithheldField>? Withheld = null);

/// <param name="Version">Of the list that is replaced; 0 for the first.</param>
public sealed record ChangeMeasures(int Version, IReadOnlyList<OwnMeasure> Items);
