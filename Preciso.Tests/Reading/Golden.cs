using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Preciso.Documents;

namespace Preciso.Tests.Reading;

/// <summary>Pages as a text that a person can read in review, and the texts that they were once found right in.</summary>
internal static class Golden
{
    /// <summary>Compares with the golden file of this name; where there is none it is written, to be looked at and committed.</summary>
    public static void Matches(IEnumerable<PageReading> pages, string name, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".txt");
        var text = Show(pages);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            Assert.Fail($"Golden/{name}.txt was not there and has been written. Look at it, then run the test again.");
        }
        Assert.Equal(File.ReadAllText(path), text);
    }

    public static string Show(IEnumerable<PageReading> pages)
    {
        var text = new StringBuilder();
        foreach (var page in pages)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"page {page.Page}{(page.Name is null ? "" : $" \"{page.Name}\"")} {page.Language ?? "-"} {page.Width}x{page.Height}\n");
            foreach (var block in page.Blocks)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {block.Kind.ToString().ToLowerInvariant()}\n");
                text.AppendJoin("", block.Lines.Select(line => $"    {line.Text}\n"));
            }
            text.AppendJoin("", page.Tables.Select(Show));
            text.AppendJoin("", page.Stated.Select(Show));
            text.AppendJoin("", page.Dropped.Select(dropped => $"  dropped {dropped}\n"));
        }
        return text.ToString();
    }

    /// <summary>A line for each row; * marks heads, 2x3 a span of two rows and three columns, = what the sheet keeps.</summary>
    private static string Show(PageTable table)
    {
        var text = new StringBuilder(
            $"  table {table.Ordinal} {table.Rows}x{table.Columns}{(table.Continues ? " continued" : "")} title={table.Title ?? "-"} "
            + $"unit={table.Unit ?? "-"}\n");
        for (var row = 0; row < table.Rows; row++)
        {
            var cells = Enumerable.Range(0, table.Columns)
                .Select(column => table.Cells.SingleOrDefault(cell => cell.Row == row && cell.Column == column));
            text.Append("    |").AppendJoin('|', cells.Select(Show)).Append("|\n");
        }
        return text.ToString();
    }

    private static string Show(TableCell? cell) => cell is null
        ? ""
        : $"{(cell.IsHeader ? "*" : "")}{cell.Text}{(cell.RowSpan * cell.ColumnSpan > 1 ? $" {cell.RowSpan}x{cell.ColumnSpan}" : "")}"
            + $"{(cell.Address is null ? "" : $" @{cell.Address}")}{(cell.Raw is null ? "" : $" ={cell.Raw}")}";

    private static string Show(Fact fact) => string.Create(
        CultureInfo.InvariantCulture,
        $"  fact {fact.Metric} = {fact.Value} x {fact.Scale} {fact.Currency ?? fact.Unit} \"{fact.Printed}\" {fact.Period?.Key} of "
        + $"{fact.Entity} "
        + $"decimals={fact.Decimals} cell={fact.Cell?.Table},{fact.Cell?.Row},{fact.Cell?.Column} \"{fact.Snippet}\"\n");
}
