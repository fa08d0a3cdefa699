using Preciso.Documents;
using Preciso.Reading.Fields.Layout;

namespace Preciso.Reading.Fields;

/// <summary>How well a value's place fits where its field usually stands.</summary>
internal static class Places
{
    private const double WrongHalf = 0.75;
    private const double WrongSide = 0.4;

    /// <summary>Of equals, the larger print and, for what stands at the bottom, the lower one is meant.</summary>
    private const double Prominence = 0.06;
    private const double Lowness = 0.04;

    public static double Fit(FieldCandidate candidate, IReadOnlyList<LayoutRow> rows)
    {
        var page = candidate.Page;
        var (x, y) = ((candidate.Box.X0 + candidate.Box.X1) / 2 / page.Width, (candidate.Box.Y0 + candidate.Box.Y1) / 2 / page.Height);
        var isTop = page.Page == rows[0].Page.Page && y <= 0.6;
        return candidate.Field.Position switch
        {
            FieldPosition.Top => isTop ? 1 : WrongHalf,
            FieldPosition.TopLeft => (isTop ? 1 : WrongHalf) * (x <= 0.5 ? 1 : WrongSide),
            FieldPosition.TopRight => (isTop ? 1 : WrongHalf) * (x > 0.5 ? 1 : WrongSide),
            FieldPosition.Bottom => (1 - Prominence - Lowness) + (Prominence * Size(candidate, rows)) + (Lowness * Depth(candidate, rows)),
            _ => 1,
        };
    }

    private static double Size(FieldCandidate candidate, IReadOnlyList<LayoutRow> rows)
    {
        var usual = rows.Select(row => row.Height).Order().ElementAt(rows.Count / 2);
        return Math.Clamp((candidate.Box.Height / usual) - 1, 0, 1);
    }

    private static double Depth(FieldCandidate candidate, IReadOnlyList<LayoutRow> rows) =>
        rows.Count(row => row.Page.Page < candidate.Page.Page
            || (row.Page == candidate.Page && row.Box.Y0 < candidate.Box.Y0)) / (double)rows.Count;
}
