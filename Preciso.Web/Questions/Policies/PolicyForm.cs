using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Web.Questions.Policies;

/// <summary>A policy as it is filled in.</summary>
public sealed class PolicyForm
{
    private readonly HashSet<WithheldField> _withheld;

    public PolicyForm(AnswerPolicy policy)
    {
        (Cache, Rerank, Compress) = (policy.Cache, policy.Rerank, policy.Compress);
        _withheld = [.. policy.Withheld ?? []];
    }

    public bool Cache { get; set; }

    public bool Rerank { get; set; }

    public bool Compress { get; set; }

    public bool IsShown(Role role, AnswerField field) => !_withheld.Contains(new WithheldField(role, field));

    public void Show(Role role, AnswerField field, bool shown)
    {
        if (shown)
        {
            _withheld.Remove(new WithheldField(role, field));
        }
        else
        {
            _withheld.Add(new WithheldField(role, field));
        }
    }

    public bool Says(AnswerPolicy policy) => (Cache, Rerank, Compress) == (policy.Cache, policy.Rerank, policy.Compress)
        && _withheld.SetEquals(policy.Withheld ?? []);

    /// <param name="version">That it was filled in from.</param>
    public ChangeAnswerPolicy ToCommand(int version) => new(version, Cache, Rerank, Compress, [.. _withheld]);
}
