using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Facts.Units;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sheets;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Office;

/// <summary>
/// The figures that a chart shows, as the table that it is drawn from: a row for each category, a column for each series. They are those
/// that the file keeps beside the chart; the workbook behind it need not be there.
/// </summary>
internal static class ChartTable
{
    private const int TitleLevel = 4;
    private const int MostSeries = 255;

    /// <summary>Units of an axis by which what is printed is divided.</summary>
    private static readonly Dictionary<string, (decimal Factor, string Words)> BuiltInUnits = new()
    {
        ["thousands"] = (1e3m, "(in thousands)"),
        ["millions"] = (1e6m, "(in millions)"),
        ["billions"] = (1e9m, "(in billions)"),
    };

    public static IEnumerable<Passage> Read(XElement space)
    {
        var chart = space.Child("chart");
        var series = chart.Child("plotArea").Inner("ser").Take(MostSeries).Select(each => new ChartSeries(each)).ToList();
        var title = Title(chart.Child("title")) ?? (series is [var only] ? only.Name : null);
        return Read(title, [.. chart.Child("plotArea").Children("valAx").Select(axis => Title(axis.Child("title"))).OfType<string>()],
            Unit(chart.Child("plotArea")), series);
    }

    /// <summary>Charts of the newer kinds (waterfall, treemap, funnel).</summary>
    public static IEnumerable<Passage> ReadNew(XElement space)
    {
        var data = space.Child("chartData").Children("data").ToDictionary(each => each.Says("id") ?? "");
        var chart = space.Child("chart");
        var series = chart.Inner("series").Take(MostSeries).Where(each => each.Says("hidden") is not ("1" or "true"))
            .Select(each => ChartSeries.New(each, data.GetValueOrDefault(each.Child("dataId").Says("val") ?? "0"))).ToList();
        return Read(Title(chart.Child("title")), [], null, series);
    }

    private static IEnumerable<Passage> Read(
        string? title, IReadOnlyList<string> axes, (decimal Factor, string Words)? unit, IReadOnlyList<ChartSeries> series)
    {
        if (series.Count == 0)
        {
            yield break;
        }
        if (title is not null)
        {
            yield return Setting.Heading(title, TitleLevel);
        }
        foreach (var line in unit is null ? axes : axes.Prepend(unit.Value.Words))
        {
            yield return Setting.Paragraph(line);
        }
        var caption = unit is null || title is null ? title : UnitPrint.Strip(title); // the axis says what its figures are in
        foreach (var table in Alike(series))
        {
            foreach (var row in SetTable.Rows(Rows(table, unit?.Factor ?? 1), caption))
            {
                yield return row;
            }
        }
    }

    /// <summary>Series over the same categories are one table; those of points have their own each.</summary>
    private static IEnumerable<IReadOnlyList<ChartSeries>> Alike(IReadOnlyList<ChartSeries> series) =>
        series.GroupBy(each => string.Join('\n', each.Categories.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")))
            .Select(group => (IReadOnlyList<ChartSeries>)[.. group]);

    private static IEnumerable<IReadOnlyList<SourceCell>> Rows(IReadOnlyList<ChartSeries> series, decimal factor)
    {
        var columns = series.SelectMany(each => each.Columns).ToList();
        yield return [new SourceCell(0, "", IsHeader: true), .. columns.Select((column, i) => new SourceCell(i + 1, column.Name, true))];
        var places = series.SelectMany(each => each.Categories.Keys.Concat(each.Columns.SelectMany(column => column.Values.Keys)));
        foreach (var place in places.Distinct().Order())
        {
            yield return
            [
                new SourceCell(0, series[0].Categories.GetValueOrDefault(place, ""), IsHeader: true),
                .. columns.Select((column, i) => Cell(i + 1, column, place, factor)).OfType<SourceCell>(),
            ];
        }
    }

    private static SourceCell? Cell(int at, ChartColumn column, uint place, decimal factor)
    {
        if (!column.Values.TryGetValue(place, out var value))
        {
            return null;
        }
        if (factor != 1 && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return new SourceCell(at, (number / factor).ToString(CultureInfo.InvariantCulture), Raw: value.Text);
        }
        var (text, raw) = NumberFormat.Print(value.Text, value.Format, from1904: false);
        return new SourceCell(at, Readable.Line(text), Raw: raw);
    }

    private static string? Title(XElement? title)
    {
        var text = title.Child("tx");
        var said = string.Join(' ', text.Child("rich") is { } rich ? rich.Paragraphs()
            : text.Child("txData").Inner("v").Concat(text.Child("strRef").Inner("v")).Select(value => Readable.Line(value.Value)));
        return said.Length > 0 ? said : null;
    }

    private static (decimal Factor, string Words)? Unit(XElement? area) =>
        area.Children("valAx").Select(axis => axis.Child("dispUnits").Child("builtInUnit").Says("val")).OfType<string>()
            .Select(name => BuiltInUnits.TryGetValue(name, out var unit) ? unit : ((decimal, string)?)null).FirstOrDefault();
}
