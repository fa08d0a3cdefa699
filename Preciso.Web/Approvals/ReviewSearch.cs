using System.Globalization;
using Microsoft.AspNetCore.Components;
using Preciso.Documents;

namespace Preciso.Web.Approvals;

/// <summary>Which reviews are looked for, as it stands in the address of the queue and of each document that was opened from it.</summary>
public sealed record ReviewSearch(
    ReviewsOf Whose = ReviewsOf.Everyone, string? Type = null, string? Problem = null, Guid? Owner = null, int? Waiting = null,
    string? Text = null, ReviewOrder Order = ReviewOrder.Waiting)
{
    public bool IsNarrow => this with { Order = ReviewOrder.Waiting } != new ReviewSearch();

    public ReviewFilter ToFilter(string? cursor = null) => new(
        Whose == ReviewsOf.Mine, Type, cursor, Unassigned: Whose == ReviewsOf.Nobody, Problem: Problem, OwnerId: Owner,
        WaitingDays: Waiting, Search: Text, Order: Order);

    /// <param name="path">Of the queue or of a document in it.</param>
    public string Address(NavigationManager navigation, string path = "/reviews") =>
        navigation.GetUriWithQueryParameters(path, new Dictionary<string, object?>
        {
            ["whose"] = Whose == ReviewsOf.Everyone ? null : Snake.Case(Whose),
            ["type"] = Type,
            ["problem"] = Problem,
            ["owner"] = Owner,
            ["waiting"] = Waiting?.ToString(CultureInfo.InvariantCulture),
            ["search"] = Text,
            ["order"] = Order == ReviewOrder.Waiting ? null : Snake.Case(Order),
        });
}

public enum ReviewsOf
{
    Everyone,
    Mine,
    Nobody,
}
