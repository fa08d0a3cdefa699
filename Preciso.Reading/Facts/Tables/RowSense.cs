using Preciso.Documents;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>What a row's labels say of its numbers.</summary>
/// <param name="Label">As printed; empty where the row is named by a period alone.</param>
/// <param name="Name">The label, with the title that it stands under where it says nothing without.</param>
/// <param name="Period">Where the label is or holds one.</param>
/// <param name="MetricIsInColumn">The label is a period, or no word at all: the columns say what is measured.</param>
internal sealed record RowSense(string Label, string Name, FactPeriod? Period, bool MetricIsInColumn)
{
    private readonly UnitHint? _unit = UnitReader.Read(Label);

    /// <summary>What a column of units says of the row.</summary>
    public UnitHint? UnitBeside { get; init; }

    public UnitHint? Unit => UnitBeside ?? _unit;

    public Measure Measure { get; } = Measures.Guess(UnitPrint.Strip(Name));

    /// <param name="section">The title over the row, if it has one.</param>
    /// <param name="isRepeated">Other rows bear the same label.</param>
    /// <param name="areHeadsTaken">The first column was taken for labels whatever stands in it.</param>
    public static RowSense Infer(string label, string? section, DocumentPeriods document, bool isRepeated, bool areHeadsTaken)
    {
        if (areHeadsTaken && !label.Any(char.IsLetter))
        {
            return new RowSense("", "", null, true);
        }

        var text = PeriodText.Parse(label);
        var period = text.IsEmpty ? null : PeriodReader.Read(text, document) is [var single] ? single : null;
        return period is not null && text.Rest.Length == 0
            ? new RowSense("", "", period, true)
            : new RowSense(
                label, section is not null && (isRepeated || HeadWords.IsAmbiguous(label)) ? $"{section}: {label}" : label, period, false);
    }
}
