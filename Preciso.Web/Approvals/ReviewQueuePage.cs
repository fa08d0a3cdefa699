using System.Globalization;
using Microsoft.AspNetCore.Components;
using Preciso.Documents;
using Preciso.Web.Layout;

namespace Preciso.Web.Approvals;

/// <summary>A page that knows from its address which part of the queue the person works through.</summary>
public abstract class ReviewQueuePage : LiveComponent
{
    [SupplyParameterFromQuery(Name = "whose")]
    public string? Whose { get; set; }

    [SupplyParameterFromQuery(Name = "type")]
    public string? Type { get; set; }

    [SupplyParameterFromQuery(Name = "problem")]
    public string? Reason { get; set; }

    [SupplyParameterFromQuery(Name = "owner")]
    public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "waiting")]
    public string? Waiting { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    public string? Order { get; set; }

    /// <summary>What makes no sense in it is left out.</summary>
    protected ReviewSearch Search => new(
        Snake.TryParse<ReviewsOf>(Whose, out var whose) ? whose : ReviewsOf.Everyone,
        Given(Type), Given(Reason), Guid.TryParse(Owner, out var owner) ? owner : null,
        int.TryParse(Waiting, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 3660 ? days : null,
        Given(Text), Snake.TryParse<ReviewOrder>(Order, out var order) ? order : ReviewOrder.Waiting);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
