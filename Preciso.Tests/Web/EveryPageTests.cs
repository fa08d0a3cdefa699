using System.Reflection;
using Microsoft.AspNetCore.Components;
using Preciso.Tests.Architecture;
using Preciso.Web.Styleguide;

namespace Preciso.Tests.Web;

/// <summary>What is promised of every page, of every page.</summary>
public sealed class EveryPageTests(WalkedPages pages) : IClassFixture<WalkedPages>
{
    [Fact]
    public void Every_page_is_on_the_site_map()
    {
        var routes = House.Web.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template);

        var visited = pages.Visits.Select(visit => visit.Route).Distinct();

        Assert.Equal(routes.Order(StringComparer.Ordinal), visited.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_story_is_on_the_site_map()
    {
        var stories = House.Web.GetTypes()
            .Where(type => type.Namespace == typeof(StyleguidePage).Namespace && type.Name.EndsWith("Story", StringComparison.Ordinal))
            .Select(type => $"/styleguide/{type.Name[..^"Story".Length]}");

        var visited = pages.Visits.Where(visit => visit.Route == "/styleguide/{Name}").Select(visit => visit.Address);

        Assert.Equal(stories.Order(StringComparer.Ordinal), visited.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_is_drawn() => Nowhere(PageFault.NotDrawn);

    [Fact]
    public void No_page_breaks_a_rule_of_accessibility_in_light_or_dark_on_a_desk_or_a_telephone() => Nowhere(PageFault.Accessibility);

    [Fact]
    public void No_page_scrolls_sideways_on_a_telephone_or_at_four_times_its_size() => Nowhere(PageFault.Sideways);

    [Fact]
    public void Every_page_has_one_main_part_one_heading_and_a_title() => Nowhere(PageFault.Landmarks);

    [Fact]
    public void Every_page_speaks_the_language_that_was_chosen() => Nowhere(PageFault.Language);

    [Fact]
    public void No_page_asks_anything_of_another_host() => Nowhere(PageFault.OtherHost);

    [Fact]
    public void No_page_makes_the_browser_complain() => Nowhere(PageFault.Complaint);

    [Fact]
    public void No_page_is_endless_on_a_telephone() => Nowhere(PageFault.Endless);

    [Fact]
    public void Every_page_is_dark_where_people_want_it_dark() => Nowhere(PageFault.SameInTheDark);

    private void Nowhere(PageFault fault)
    {
        var found = pages.With(fault).ToList();

        Assert.True(found.Count == 0, $"{found.Count}:\n{string.Join('\n', found)}");
    }
}
