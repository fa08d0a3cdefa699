using Preciso.Documents;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>
/// A sheet's tables: empty rows part them, and so do empty columns if what stands behind has labels of its own. Rows are read as
/// they are set: a sheet may have a million.
/// </summary>
internal sealed class SheetPassages
{
    /// <summary>So many rows decide which columns belong together.</summary>
    private const int Window = 500;

    private readonly IEnumerator<MergedRow> _rows;
    private bool _hasRow;

    private SheetPassages(IEnumerator<MergedRow> rows)
    {
        _rows = rows;
        _hasRow = rows.MoveNext();
    }

    /// <summary>What of a sheet is hidden stands on a page of its own, as a hidden sheet does.</summary>
    public static IEnumerable<Passage> Read(Sheet sheet)
    {
        var name = sheet.IsHidden ? $"{sheet.Name} {PageReading.HiddenMark}" : sheet.Name;
        var rest = new List<SheetRow>();
        var seen = sheet.IsHidden ? sheet : sheet.Hidden.Seen(sheet, rest);
        return sheet.Over.Select(text => Setting.Paragraph(text)).Prepend(Setting.Page(name)).Concat(Cells(seen)).Concat(sheet.Beside)
            .Concat(Rest(sheet, rest));
    }

    /// <summary>Asked for when the others have been read: what is left over is known only then.</summary>
    private static IEnumerable<Passage> Rest(Sheet sheet, List<SheetRow> rest)
    {
        if (rest.Count > 0)
        {
            yield return Setting.Page($"{sheet.Name} {PageReading.HiddenMark}");
        }
        foreach (var passage in Cells(sheet with { Rows = rest, Merges = [] }))
        {
            yield return passage;
        }
    }

    private static IEnumerable<Passage> Cells(Sheet sheet)
    {
        using var rows = MergedRow.Read(sheet).GetEnumerator();
        var passages = new SheetPassages(rows);
        while (passages._hasRow)
        {
            foreach (var passage in Tables(passages.Band()))
            {
                yield return passage;
            }
        }
    }

    private static IEnumerable<Passage> Tables(IEnumerable<MergedRow> band)
    {
        using var rows = band.GetEnumerator();
        for (var window = Take(rows).Take(Window).ToList(); window.Count > 0; window = Take(rows).Take(Window).ToList())
        {
            var starts = SheetColumns.Starts(window);
            var tables = starts.Count == 1
                ? SetTable.Rows(window.Concat(Take(rows)).Select(row => row.Part(starts[0], int.MaxValue)))
                : starts.Zip(starts.Skip(1).Append(int.MaxValue))
                    .SelectMany(place => SetTable.Rows(Part(window, place.First, place.Second)));
            foreach (var passage in tables)
            {
                yield return passage;
            }
        }
    }

    /// <summary>One of several tables side by side, which need not be equally long.</summary>
    private static IEnumerable<IReadOnlyList<SourceCell>> Part(List<MergedRow> rows, int start, int end)
    {
        var parts = rows.Select(row => row.Part(start, end)).ToList();
        var first = parts.FindIndex(part => part.Count > 0);
        return parts.Skip(first).Take(parts.FindLastIndex(part => part.Count > 0) + 1 - first);
    }

    private static IEnumerable<MergedRow> Take(IEnumerator<MergedRow> rows)
    {
        while (rows.MoveNext())
        {
            yield return rows.Current;
        }
    }

    /// <summary>The rows up to the next empty one; rows that only a merged cell reaches into are there too.</summary>
    private IEnumerable<MergedRow> Band()
    {
        var bottom = _rows.Current.Row;
        for (var expected = bottom; _hasRow && _rows.Current.Row <= bottom + 1; expected++)
        {
            if (_rows.Current.Row > expected)
            {
                yield return new MergedRow(expected, expected, []);
                continue;
            }
            var row = _rows.Current;
            bottom = Math.Max(bottom, row.Bottom);
            _hasRow = _rows.MoveNext();
            yield return row;
        }
    }
}
