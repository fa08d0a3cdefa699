namespace Preciso.Tenants;

/// <summary>What a person may do; each role includes those before it.</summary>
public enum Role
{
    /// <summary>Reads and asks about files that are shared with them.</summary>
    Viewer,

    /// <summary>Also uploads and shares files.</summary>
    Analyst,

    /// <summary>Also approves and rejects what documents yielded.</summary>
    Reviewer,

    /// <summary>Also manages people, teams and API keys.</summary>
    Admin,
}
