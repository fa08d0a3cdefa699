namespace Preciso.Web.Audit;

/// <summary>The actions that the filter offers, by room. The trail may hold others; these are found by their room.</summary>
public static class AuditActions
{
    public static readonly IReadOnlyList<AuditRoom> Rooms =
    [
        new("documents.", ["uploaded", "parsed", "embedded", "viewed", "shared", "unshared", "moved", "tagged", "deleted",
            "restored", "erased", "retried", "needs_review", "failed", "validated", "field_corrected",
            "cell_corrected", "review_assigned"]),
        new("spaces.", ["created", "deleted"]),
        new("approvals.", ["approved", "rejected", "changes_requested"]),
        new("document_types.", ["saved", "published"]),
        new("threads.", ["renamed", "deleted"]),
        new("answers.", ["rated"]),
        new("answer_policies.", ["changed"]),
        new("measures.", ["changed"]),
        new("embedders.", ["selected", "switched"]),
        new("jobs.", ["ask", "cancel", "retry", "discard", "set_aside"]),
        new("users.", ["signed_in", "locked_out", "registered", "password_changed", "role_changed", "disabled"]),
        new("api_keys.", ["issued", "revoked"]),
        new("teams.", ["created", "member_added", "member_removed"]),
        new("tenants.", ["created", "quota_set", "settings_changed"]),
        new("usage.", ["recorded"]),
        new("consumers.", ["rewound", "handed_again"]),
        new("audit.", ["listed", "exported", "verified"]),
        new("requests.", ["refused"]),
    ];
}

/// <param name="Prefix">With its dot, which finds all actions of the room.</param>
public sealed record AuditRoom(string Prefix, IReadOnlyList<string> Actions);
