using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Sheets;

namespace Preciso.Reading.Office;

/// <param name="Values">By their places among the categories.</param>
internal sealed record ChartColumn(string Name, IReadOnlyDictionary<uint, ChartValue> Values);

internal readonly record struct ChartValue(string Text, string Format);

/// <summary>One series of a chart: what its points are called, and their values.</summary>
internal sealed class ChartSeries
{
    private const int MostPoints = 100_000;

    public ChartSeries(XElement series)
    {
        Name = Readable.Line(string.Join(' ', series.Child("tx").Inner("v").Select(value => value.Value)));
        Categories = Labels(series.Child("cat") ?? series.Child("xVal"));
        var values = Points(series.Child("val") ?? series.Child("yVal"));
        Columns = series.Child("bubbleSize") is { } sizes
            ? [new ChartColumn(Name, values), new ChartColumn($"{Name} (size)".Trim(), Points(sizes))]
            : [new ChartColumn(Name, values)];
    }

    private ChartSeries(string name, IReadOnlyDictionary<uint, string> categories, IReadOnlyDictionary<uint, ChartValue> values) =>
        (Name, Categories, Columns) = (name, categories, [new ChartColumn(name, values)]);

    public string Name { get; }

    public IReadOnlyDictionary<uint, string> Categories { get; }

    public IReadOnlyList<ChartColumn> Columns { get; }

    public static ChartSeries New(XElement series, XElement? data)
    {
        var name = Readable.Line(string.Join(' ', series.Child("tx").Inner("v").Select(value => value.Value)));
        return new ChartSeries(name, Levels([.. data.Children("strDim").SelectMany(each => each.Children("lvl"))]),
            Cached(data.Children("numDim").FirstOrDefault().Child("lvl")));
    }

    private static Dictionary<uint, string> Labels(XElement? from)
    {
        var levels = from.Inner("lvl").ToList();
        return levels.Count > 0 ? Levels(levels)
            : Points(from).ToDictionary(pair => pair.Key, pair => Label(pair.Value));
    }

    private static string Label(ChartValue value) => Readable.Line(NumberFormat.Print(value.Text, value.Format, from1904: false).Text);

    /// <summary>Of several levels the first is the innermost; an outer one stands at the first place of its group.</summary>
    private static Dictionary<uint, string> Levels(IReadOnlyList<XElement> levels)
    {
        var points = levels.Select(Cached).Select(level => level.OrderBy(pair => pair.Key).ToList()).Reverse().ToList();
        var labels = new Dictionary<uint, string>();
        foreach (var (place, _) in points.Count > 0 ? points[^1] : [])
        {
            var names = points.Select(level => level.LastOrDefault(point => point.Key <= place).Value.Text ?? "");
            labels[place] = Readable.Line(string.Join(' ', names));
        }
        return labels;
    }

    private static Dictionary<uint, ChartValue> Points(XElement? from) =>
        Cached(from.Inner("numCache").Concat(from.Inner("strCache")).Concat(from.Inner("numLit")).Concat(from.Inner("strLit"))
            .FirstOrDefault());

    private static Dictionary<uint, ChartValue> Cached(XElement? cache)
    {
        var format = cache.Child("formatCode")?.Value ?? cache.Says("formatCode") ?? "General";
        var values = new Dictionary<uint, ChartValue>();
        foreach (var point in cache.Children("pt").Take(MostPoints))
        {
            if (uint.TryParse(point.Says("idx"), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            {
                values[place] = new ChartValue(point.Child("v")?.Value ?? point.Value, point.Says("formatCode") ?? format);
            }
        }
        return values;
    }
}
