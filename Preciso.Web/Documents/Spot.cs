using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>
/// A place on a page's picture that belongs to something beside it; both carry the same <c>data-spot</c> and light up together
/// (console.js).
/// </summary>
/// <param name="Kind">Its look: cell, field, active, good, warn or bad.</param>
public sealed record Spot(string Key, Box Box, string Kind)
{
    /// <summary>What a person is working on; it is scrolled to.</summary>
    public const string Active = "active";

    public static string OfCell(int table, int row, int column) => $"cell-{table}-{row}-{column}";

    public static string OfField(string name) => $"field-{name}";

    public static string OfFact(int ordinal) => $"fact-{ordinal}";

    public static string OfLost(int index) => $"lost-{index}";

    public static string OfTotal(int index) => $"total-{index}";
}
