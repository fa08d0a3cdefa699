using Preciso.Tenants;

namespace Preciso.Bench.Browsing;

/// <summary>A page of the console at an address where it has something to show.</summary>
/// <param name="Name">Of the picture that is taken of it.</param>
/// <param name="Route">As the page itself declares it.</param>
/// <param name="Mark">A test id that stands on it alone once it is drawn.</param>
/// <param name="Role">Who looks; null for someone who is not signed in.</param>
/// <param name="Live">Drawn by a circuit, not by a request alone.</param>
public sealed record Visit(string Name, string Route, string Address, string Mark, Role? Role = Role.Admin, bool Live = true);

/// <summary>All pages of the console, as a company's people see them. A page that is not here fails a test.</summary>
public static class SiteMap
{
    public static IReadOnlyList<Visit> Visits(Company company) =>
    [
        .. Everyday(company), .. Documents(company), .. Work(company), .. Administration(), .. Stories,
        new("sign-in", "/sign-in", "/sign-in", "sign-in", Role: null, Live: false),
        new("not-found", "/not-found", "/no/such/page", "not-found", Live: false),
        new("forbidden", "/forbidden", "/forbidden", "forbidden", Live: false),
    ];

    /// <summary>For those who build the console: only where the silo runs as they do.</summary>
    private static IEnumerable<Visit> Stories =>
    [
        new("styleguide", "/styleguide", "/styleguide", "stories"),
        .. ((string[])
        [
            "Chip", "EmptyState", "EvidenceCard", "ListPager", "LiveRegion", "PageHead", "PageViewer", "ProblemNotice", "Skeleton",
            "When",
        ])
            .Select(story => new Visit($"story-{story}", "/styleguide/{Name}", $"/styleguide/{story}", "story")),
    ];

    private static IEnumerable<Visit> Everyday(Company company) =>
    [
        new("home", "/", "/", "needs-me"),
        new("home-analyst", "/", "/", "needs-me", Role.Analyst),
        new("home-viewer", "/", "/", "nothing-shared", Role.Viewer),
        new("home-operator", "/", "/", "nothing-shared", Role.Ops),
        new("ask", "/ask", "/ask", "ask-start"),
        new("ask-thread", "/ask/{ThreadId:guid}", $"/ask/{company.Thread}", "answer-text"),
        new("jobs", "/jobs", "/jobs", "job"),
        new("job-ingest", "/jobs/{Id:guid}", $"/jobs/{company.ReportJob}", "trace"),
        new("job-question", "/jobs/{Id:guid}", $"/jobs/{company.QuestionJob}", "answer-text"),
        new("account", "/account", "/account", "password-save"),
    ];

    private static IEnumerable<Visit> Documents(Company company) =>
    [
        new("documents", "/documents", "/documents", "document"),
        new("documents-viewer", "/documents", "/documents", "documents-none", Role.Viewer),
        new("documents-filtered", "/documents", "/documents?state=failed&type=receipt&from=2020-01-01", "documents-not-found"),
        new("trash", "/documents/trash", "/documents/trash", "trash-item"),
        new("document", "/documents/{Id:guid}", $"/documents/{company.Report}", "viewer"),
        new("document-fields", "/documents/{Id:guid}", $"/documents/{company.Receipt}?tab=fields", "viewer"),
        new("document-history", "/documents/{Id:guid}", $"/documents/{company.Approved}?tab=history", "viewer"),
        new("document-broken", "/documents/{Id:guid}", $"/documents/{company.Broken}", "reason"),
        new("document-passages", "/documents/{Id:guid}", $"/documents/{company.Report}?tab=passages", "chunks"),
        new("document-numbers", "/documents/{Id:guid}", $"/documents/{company.Report}?tab=numbers", "number-bar"),
        new("compare", "/documents/compare", $"/documents/compare?left={company.Report}&right={company.Receipt}", "compare-text"),
        new("reviews", "/reviews", "/reviews", "why"),
        new("review-times", "/reviews/times", "/reviews/times", "times-none"),
        new("review", "/reviews/{Id:guid}", $"/reviews/{company.Receipt}", "desk"),
        new("types", "/document-types", "/document-types", "types"),
        new("type", "/document-types/{Key}", "/document-types/receipt", "type-ko"),
        new("type-read-only", "/document-types/{Key}", "/document-types/receipt", "rule-sentence", Role.Analyst),
        new("type-new", "/document-types/new", "/document-types/new", "type-ko"),
        new("evaluations", "/evaluations", "/evaluations", "case-sets"),
        new("evaluations-none", "/evaluations", "/evaluations", "case-sets-none", Role.Analyst),
        new("evaluation", "/evaluations/{Id:guid}", $"/evaluations/{company.Admin.Caller.UserId}", "case"),
        new("evaluation-run", "/evaluations/runs/{Id:guid}", $"/evaluations/runs/{company.Run}", "result"),
        new("data-facts", "/datasets", $"/datasets?kind=facts&document={company.Approved}", "fact"),
        new("data-samples", "/datasets", "/datasets?kind=samples", "sample"),
    ];

    private static IEnumerable<Visit> Work(Company company) =>
    [
        new("board", "/operations", "/operations", "lane"),
        new("board-operator", "/operations", "/operations", "lane", Role.Ops),
        new("operator-jobs", "/operations/jobs", "/operations/jobs", "job"),
        new("operator-job", "/jobs/{Id:guid}", $"/jobs/{company.ReportJob}", "trace", Role.Ops),
        new("dead-letters", "/operations/dead-letters", "/operations/dead-letters", "dead-letters-none"),
        new("quotas", "/operations/quotas", "/operations/quotas", "quota-words"),
    ];

    private static IEnumerable<Visit> Administration() =>
    [
        new("people", "/people", "/people", "user"),
        new("answer-settings", "/answer-settings", "/answer-settings", "answer-settings"),
        new("audit", "/audit", "/audit", "audit-line"),
        new("settings", "/settings", "/settings", "settings"),
    ];
}
