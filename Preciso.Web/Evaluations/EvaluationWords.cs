using System.Globalization;
using Preciso.Evaluations;
using Preciso.Web.Resources;

namespace Preciso.Web.Evaluations;

/// <summary>How sets, pages and figures of evaluations are said.</summary>
internal static class EvaluationWords
{
    /// <summary>A person's first set is called as the console says, not as it is stored.</summary>
    public static string SetName(this Texts texts, CaseSetView set, Guid own) => set.Id == own ? texts["case_set_own"] : set.Name;

    public static string Share(double? share) => share is { } known ? known.ToString("P0", CultureInfo.CurrentCulture) : "–";

    /// <summary>"3, 5, 7" as it is typed; empty for anywhere.</summary>
    public static string Pages(IReadOnlyList<int> pages) => string.Join(", ", pages);

    /// <summary>Null where it is none.</summary>
    public static IReadOnlyList<int>? ParsePages(string typed)
    {
        var parts = typed.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        var pages = parts.Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 0).ToList();
        return pages.Contains(0) ? null : pages;
    }
}
