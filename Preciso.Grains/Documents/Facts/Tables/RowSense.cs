using Preciso.Documents;
using Preciso.Grains.Documents.Facts.Periods;

namespace Preciso.Grains.Documents.Facts.Tables;

/// <summary>What a row's labels say of its numbers.</summary>
/// <param name="Label">As printed; empty where the row is named by a period alone.</param>
/// <param name="Period">Where the label is or holds one.</param>
/// <param name="MetricIsInColumn">The label is a period, or no word at all: the columns say what is measured.</param>
internal sealed record RowSense(string Label, FactPeriod? Period, bool MetricIsInColumn)
{
    /// <param name="areHeadsTaken">The first column was taken for labels whatever stands in it.</param>
    public static RowSense Of(GridRow row, ColumnHeads heads, DocumentPeriods document, bool areHeadsTaken)
    {
        var label = string.Join(' ', row.Labels(heads.IsReference).Select(cell => cell.Text.Trim())).Trim();
        if (areHeadsTaken && !label.Any(char.IsLetter))
        {
            return new RowSense("", null, true);
        }

        var text = PeriodText.Of(label);
        if (text.IsEmpty)
        {
            return new RowSense(label, null, false);
        }

        var period = PeriodReader.Read(text, document) is [var single] ? single : null;
        return text.Rest.Length == 0 && period is not null ? new RowSense("", period, true) : new RowSense(label, period, false);
    }
}
