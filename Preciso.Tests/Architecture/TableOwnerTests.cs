using System.Text.RegularExpressions;
using Preciso.Tests.Web;

namespace Preciso.Tests.Architecture;

/// <summary>
/// Each table is written by the statements of one room, which stand in its folder: those of its functions as well, but for what the
/// migrations still have.
/// </summary>
public sealed partial class TableOwnerTests
{
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["Storage"] = ["migrations", "routines"],
        ["Core"] = ["events", "event_log", "consumer_groups", "set_aside_events"],
        ["Jobs"] = ["jobs", "job_steps", "lanes", "turns", "buckets"],
        ["Tenants"] = ["tenants", "users", "teams", "team_members", "api_keys", "quotas", "user_preferences", "visits"],
        ["Documents"] =
        [
            "documents", "document_grants", "document_pages", "pages_begun", "document_tables", "document_children", "document_signatures",
            "document_types", "facts", "number_ledgers", "document_fields", "field_checks", "field_corrections", "approvals",
            "cell_corrections", "review_sittings",
            "spaces", "document_tags", "saved_views",
        ],
        ["Questions"] =
        [
            "chunks", "postings", "threads", "thread_questions", "answer_ratings", "thread_grants", "thread_leavers", "kept_answers",
            "answer_terms", "answer_policies", "measure_lists", "measures", "cached_answers",
            "tenant_embedders", "embeddings", "embedded_documents",
        ],
        ["Datasets"] = ["samples", "triples"],
        ["Evaluations"] = ["case_sets", "case_revisions", "case_evidence", "case_set_versions", "evaluation_runs", "evaluation_results"],
        ["Notifications"] = ["notifications"],
        ["Usage"] = ["usage_daily", "usage_counted"],
        ["Audit"] = ["audit"],
    };

    // Jobs are counted in thousands a second: the event that one was taken in goes into the log in the statement that takes it in.
    private static readonly (string Room, string Table) Exception = ("Jobs", "events");

    public static TheoryData<string> Rooms() => [.. House.Rooms];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_writes_its_own_tables_only(string room)
    {
        var written = Sources(Path.Combine("Preciso.Grains", room)).SelectMany(Written).ToList();

        Assert.All(
            written,
            table => Assert.True(
                Owns(room, table), $"{room} writes {table}, which is not its own. Ask the room that owns it, or say here whose it is."));
    }

    [Theory]
    [InlineData("Preciso.Reading")]
    [InlineData("Preciso.Silo")]
    [InlineData("Preciso.Web")]
    [InlineData("Preciso.Grains.Abstractions")]
    public void Nobody_else_writes_tables(string floor)
    {
        var written = Sources(floor).SelectMany(Written);

        Assert.Empty(written);
    }

    [Fact]
    public void Each_table_of_the_schema_has_one_owner()
    {
        var migrations = string.Concat(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "Preciso.Grains", "Storage", "Migrations")).Order()
                .Select(File.ReadAllText));
        var made = Made().Matches(migrations).Select(match => match.Groups[1].Value).Append("migrations").Append("routines");
        var gone = Gone().Matches(migrations).Select(match => match.Groups[1].Value);

        Assert.Equal(made.Except(gone).Order(), Tables.Values.SelectMany(tables => tables).Order());
    }

    private static bool Owns(string room, string table) =>
        Tables.GetValueOrDefault(room)?.Contains(table) == true || Exception == (room, table);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" or ".razor")
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => file.Split(Path.DirectorySeparatorChar) is var parts
                && !parts.Any(part => part is "obj" or "bin" or "Migrations"))
            .Select(file => Comment().Replace(File.ReadAllText(Path.Combine(Repository.Root, file)), ""));

    private static IEnumerable<string> Written(string source) => Write().Matches(source).Select(match => match.Groups[1].Value);

    // A name that is put together is no table that anybody owns, and fails.
    [GeneratedRegex(
        @"\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY|(?<!FOR\s+(?:NO\s+KEY\s+)?|DO\s+)UPDATE(?!\s+SET\b))\s+(?:ONLY\s+)?([a-z_{][\w.{}]*)")]
    private static partial Regex Write();

    [GeneratedRegex(@"^\s*(//|--).*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\(")]
    private static partial Regex Made();

    [GeneratedRegex(@"DROP TABLE (?:IF EXISTS )?(\w+)")]
    private static partial Regex Gone();
}
