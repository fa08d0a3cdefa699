using System.Globalization;
using System.Text;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Hwp;

/// <summary>Paragraphs, tables, boxes, equations and notes of a section, in their order.</summary>
internal sealed class HwpPassages(HwpStyles styles)
{
    private const int MostColumns = 1000;
    private const int MostRows = 100_000;
    private const int Wide = 8;
    private const int CellAt = 8;
    private const int PageBreak = 0x04;
    private const int EquationText = 6;

    private int _outline = 1;

    public IEnumerable<Passage> Read(HwpRecord record) => record.Tag == HwpTag.ParaHeader ? Paragraph(record) : [];

    private IEnumerable<Passage> Paragraph(HwpRecord paragraph)
    {
        if (paragraph.Data.Length > 11 && (paragraph.Data[11] & PageBreak) != 0)
        {
            yield return Setting.Page();
        }
        foreach (var section in Controls(paragraph).Where(control => Id(control) == "secd"))
        {
            _outline = Math.Max(1, section.Short(4 + 14));
        }
        var (style, number) = (paragraph.Short(8), styles.Next(paragraph.Short(8), _outline));
        if (Text(paragraph) is { Length: > 0 } text)
        {
            yield return styles.HeadingLevel(style) is { } level ? Setting.Heading(number + text, level)
                : number.Length > 0 ? Setting.Item(number + text, 0) : Setting.Paragraph(text);
        }
        foreach (var passage in Controls(paragraph).SelectMany(Control))
        {
            yield return passage;
        }
    }

    /// <summary>What stands for itself: behind the paragraph that it is anchored in.</summary>
    private IEnumerable<Passage> Control(HwpRecord control) => Id(control) switch
    {
        "tbl " => Table(control),
        "fn  " or "en  " or "tcmt" or "head" or "foot" => Note(control),
        "secd" or "eqed" => [],
        _ => Lists(control).SelectMany(Paragraph),
    };

    private IEnumerable<Passage> Note(HwpRecord control) =>
        Line(Lists(control)) is { Length: > 0 } text ? [Setting.Footer(text)] : [];

    /// <summary>The cells come one by one behind the table's own record; what stands before it is its caption.</summary>
    private IEnumerable<Passage> Table(HwpRecord control)
    {
        var at = control.Children.FindIndex(child => child.Tag == HwpTag.Table);
        var caption = Line(control.Children.Take(Math.Max(0, at)).Where(child => child.Tag == HwpTag.ParaHeader));
        if (caption.Length > 0)
        {
            yield return Setting.Heading(caption, 4);
        }
        var cells = new List<(HwpRecord Head, List<HwpRecord> Paragraphs)>();
        foreach (var child in control.Children.Skip(at + 1))
        {
            if (child.Tag == HwpTag.ListHeader)
            {
                cells.Add((child, [.. child.Children.Where(inner => inner.Tag == HwpTag.ParaHeader)]));
            }
            else if (child.Tag == HwpTag.ParaHeader && cells.Count > 0)
            {
                cells[^1].Paragraphs.Add(child);
            }
        }
        var notes = cells.SelectMany(cell => cell.Paragraphs).SelectMany(Controls).Where(inner => Id(inner) is "fn  " or "en  ").ToList();
        foreach (var passage in SetTable.Rows(Rows(cells), caption.Length > 0 ? caption : null).Concat(notes.SelectMany(Note)))
        {
            yield return passage;
        }
    }

    private IEnumerable<IReadOnlyList<SourceCell>> Rows(List<(HwpRecord Head, List<HwpRecord> Paragraphs)> cells)
    {
        var rows = cells.Select(cell => (Row: Math.Min(cell.Head.Short(CellAt + 2), MostRows), Cell: new SourceCell(
            Math.Min(cell.Head.Short(CellAt), MostColumns), RaisedText.WithoutMarks(Line(cell.Paragraphs)), IsHeader: false,
            Math.Clamp(cell.Head.Short(CellAt + 6), 1, MostRows), Math.Clamp(cell.Head.Short(CellAt + 4), 1, MostColumns))))
            .GroupBy(cell => cell.Row, cell => cell.Cell).OrderBy(row => row.Key).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var most = rows.Count - i;
            yield return [.. rows[i].DistinctBy(cell => cell.Column).OrderBy(cell => cell.Column)
                .Select(cell => cell with { RowSpan = Math.Min(cell.RowSpan, most) })];
        }
    }

    /// <summary>All of it on one line; tables within it as their text.</summary>
    private string Line(IEnumerable<HwpRecord> paragraphs) => Readable.Line(string.Join(' ', paragraphs.Select(paragraph =>
        styles.Next(paragraph.Short(8), _outline) + Text(paragraph) + " "
        + string.Join(' ', Controls(paragraph).Where(control => Id(control) is "tbl " or "gso ").Select(inner => Line(Lists(inner)))))));

    /// <summary>In lists, and in what is drawn, however deep.</summary>
    private static IEnumerable<HwpRecord> Lists(HwpRecord record) => record.Children
        .SelectMany(child => child.Tag == HwpTag.ParaHeader ? [child] : Lists(child));

    private static IEnumerable<HwpRecord> Controls(HwpRecord paragraph) =>
        paragraph.Children.Where(child => child.Tag == HwpTag.CtrlHeader);

    /// <summary>Four letters, the last one first.</summary>
    private static string Id(HwpRecord control) =>
        control.Data.Length < 4 ? "" : Encoding.Latin1.GetString([control.Data[3], control.Data[2], control.Data[1], control.Data[0]]);

    /// <summary>Below 32 are signs for what stands elsewhere, most of them eight characters wide.</summary>
    private string Text(HwpRecord paragraph)
    {
        if (paragraph.Child(HwpTag.ParaText) is not { } record)
        {
            return "";
        }
        var (text, run, controls) = (new TextBuffer(), new StringBuilder(), new Queue<HwpRecord>(Controls(paragraph)));
        var said = record.Text(0, record.Data.Length / 2);
        var letters = new Queue<(uint From, uint Shape)>(Shapes(paragraph.Child(HwpTag.ParaCharShape)));
        var isRaised = false;
        for (var at = 0; at < said.Length; at += said[at] is '\0' or '\n' or '\r' or >= '\x18' ? 1 : Wide)
        {
            while (letters.TryPeek(out var next) && next.From <= at)
            {
                End();
                isRaised = styles.IsRaised(letters.Dequeue().Shape);
            }
            _ = said[at] < ' ' ? Sign(said[at]) : run.Append(said[at]);
        }
        End();
        return text.Take().Text;

        void End()
        {
            text.Append(isRaised ? RaisedText.Read(run.ToString()) : run.ToString());
            run.Clear();
        }

        StringBuilder Sign(char sign)
        {
            End();
            switch (sign)
            {
                case '\t' or '\x1E' or '\x1F':
                    text.Space();
                    break;
                case '\n':
                    text.Break();
                    break;
                case '\x18':
                    text.Append("-");
                    break;
                case (>= '\x01' and <= '\x03') or '\v' or '\f' or (>= '\x0E' and <= '\x12') or (>= '\x15' and <= '\x17'):
                    text.Append(controls.TryDequeue(out var control) ? Inline(control) : "");
                    break;
            }
            return run;
        }
    }

    /// <summary>What a control prints within its line: an equation in its own words, the number of a table or a picture.</summary>
    private static string Inline(HwpRecord control) => Id(control) switch
    {
        "eqed" when control.Child(HwpTag.Equation) is { } equation => $" {equation.Text(EquationText, equation.Short(4))} ",
        "atno" when (control.Long(4) & 0xF) is >= 3 and <= 5 => control.Short(8).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static IEnumerable<(uint From, uint Shape)> Shapes(HwpRecord? record)
    {
        for (var at = 0; record is not null && at + 8 <= record.Data.Length; at += 8)
        {
            yield return (record.Long(at), record.Long(at + 4));
        }
    }
}
