namespace Preciso.Tenants;

/// <summary>What a person may do; each role includes those before it, but for <see cref="Ops"/>, which is of its own.</summary>
public enum Role
{
    /// <summary>Reads and asks about files that are shared with them.</summary>
    Viewer,

    /// <summary>A viewer who also traces and mends everybody's jobs, without seeing what is in their files.</summary>
    Ops,

    /// <summary>Also uploads and shares files.</summary>
    Analyst,

    /// <summary>Also approves and rejects what documents yielded.</summary>
    Reviewer,

    /// <summary>Also manages people, teams, API keys and quotas, and does what <see cref="Ops"/> does.</summary>
    Admin,
}
