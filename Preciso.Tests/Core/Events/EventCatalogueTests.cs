using System.Globalization;
using System.Text.RegularExpressions;
using Preciso.Tests.Web;

namespace Preciso.Tests.Core.Events;

/// <summary>docs/events.md says what the records say.</summary>
public sealed partial class EventCatalogueTests
{
    // States, and a verb whose past tense looks like its present.
    private static readonly string[] Irregular =
        ["documents.needs_review", "jobs.dead_letter", "tenants.quota_set", "jobs.retrying", "threads.left"];

    private static readonly IReadOnlyList<string[]> Documented =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "events.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | "))];

    [Fact]
    public void Each_event_is_documented_with_its_version_and_fields()
    {
        var expected =
            EventCatalogue.Types.Select(
                type => $"`{type.Key}` {EventCatalogue.Version(type.Value).ToString(CultureInfo.InvariantCulture)}: "
                    + $"{EventCatalogue.InWords(type.Value)}");

        Assert.Equal(
            expected.Order(StringComparer.Ordinal), Documented.Select(row => $"{row[0]} {row[1]}: {row[4]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_says_when_it_happens_and_by_what_it_is_keyed()
    {
        Assert.All(Documented, row => Assert.All(row, cell => Assert.NotEmpty(cell.Trim())));
        Assert.All(Documented, row => Assert.Equal(5, row.Length));
    }

    [Fact]
    public void Names_have_a_room_and_are_in_the_past_tense()
    {
        Assert.All(EventCatalogue.Types.Keys, name => Assert.True(PastTense().IsMatch(name) || Irregular.Contains(name), name));
    }

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*\.([a-z]+_)*[a-z]+ed(_[a-z]+)?$")]
    private static partial Regex PastTense();
}
