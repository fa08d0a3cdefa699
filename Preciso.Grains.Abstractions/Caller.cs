using System.Text.Json.Serialization;
using Preciso.Tenants;

namespace Preciso;

/// <summary>Who is asking: one user of one tenant. Every command, query and job carries it.</summary>
/// <param name="Address">Where the call came from, for the audit trail; null for background work.</param>
public sealed record Caller(Guid TenantId, Guid UserId, Role Role, string? Address = null)
{
    /// <summary>Throws a forbidden <see cref="ProblemException"/> unless the caller's role is at least this one.</summary>
    public void Require(Role role)
    {
        if (Role < role)
        {
            throw ProblemException.Forbidden(role);
        }
    }

    /// <summary>Whether they may see and mend the jobs of everybody in their tenant.</summary>
    [JsonIgnore]
    public bool IsOperator => Role is Role.Ops or Role.Admin;

    public void RequireOperator()
    {
        if (!IsOperator)
        {
            throw ProblemException.Forbidden(Role.Ops);
        }
    }
}
