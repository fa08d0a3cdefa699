namespace Preciso.Documents;

/// <summary>Where a fact was read from.</summary>
public enum FactSource
{
    /// <summary>A cell of a table.</summary>
    Cell,

    /// <summary>The file states it itself (inline XBRL, an XBRL instance).</summary>
    Xbrl,

    /// <summary>Text of the form "label: value".</summary>
    Text,
}

/// <summary>One number and what it says.</summary>
/// <param name="Ordinal">Its place among the document's facts, from 0.</param>
/// <param name="Entity">Whose number it is, if the document says so.</param>
/// <param name="Metric">The label as printed: of the row, or of the column where rows are entities.</param>
/// <param name="MetricKey">The label without case, spaces, notes and punctuation, for looking up.</param>
/// <param name="Printed">The number exactly as it stands there.</param>
/// <param name="Value">The printed number with its sign (parentheses and △ are minus), not scaled; null if it cannot be parsed.</param>
/// <param name="Unit">What is counted, as printed (명, shares); "%" for percentages; null for money and plain numbers.</param>
/// <param name="Scale">By what <paramref name="Value"/> is to be multiplied: 1000000 for 백만원 or "in millions", 0.01 for %; 1 where nothing
/// is said.</param>
/// <param name="ScalePrinted">The words that say so, for example "백만원".</param>
/// <param name="Currency">ISO 4217, where the document says one.</param>
/// <param name="Decimals">The accuracy that the file states (XBRL), as it states it.</param>
public sealed record Fact(
    int Page, int Ordinal, FactSource Source, string? Entity, string Metric, string MetricKey, string Printed, decimal? Value,
    string? Unit, decimal Scale, string? ScalePrinted, string? Currency, FactPeriod? Period, FactCell? Cell, Box Box, string Snippet,
    ReadingMethod Method, double Confidence, string? Decimals = null)
{
    /// <summary>
    /// On what basis it is made, where the document says so: words parted by spaces, of consolidated or separate; actual, budget, plan or
    /// forecast; restated, as_reported, adjusted or pro_forma; before_tax or after_tax.
    /// </summary>
    public string? Basis { get; init; }

    /// <summary>The part of the whole that it is of, where its table stands under one: a segment, a division, a site.</summary>
    public string? Segment { get; init; }

    /// <summary>What the number amounts to; null if it could not be parsed.</summary>
    public decimal? Amount => Value * Scale;
}

/// <param name="Printed">As the document says it, for example "2024년 3분기" or "Years Ended December 31, 2018".</param>
/// <param name="Key">
/// FY2018, FY2023-24, 2024-Q3, 2024-H1, 2024-9M (nine months from January), 2024-YTD (to a day that is not said), 2018-12 or the day
/// that it is as of, 2018-12-31; other spans as 2018-02-01/2018-06-30; a term that the document does not date (당기) as printed.
/// </param>
/// <param name="Start">The first day; null for a moment.</param>
/// <param name="End">The last day, or the moment; null where only a fiscal year is said.</param>
public sealed record FactPeriod(string Printed, string Key, DateOnly? Start, DateOnly? End);

/// <summary>The cell that a fact was read from.</summary>
public sealed record FactCell(int Table, int Row, int Column);

/// <summary>What became of the numbers of one page: each one stands in a fact, else in a cell, else in running text, or is lost.</summary>
/// <param name="Numbers">How many the page has.</param>
/// <param name="InFacts">Those that a fact was made of.</param>
/// <param name="InCells">Those in a cell and in no fact (a year in a column's head, a note's number).</param>
/// <param name="InText">Those in running text that answers can cite.</param>
public sealed record NumberLedger(
    int Page, int Numbers, int InFacts, int InCells, int InText, IReadOnlyList<LostNumber> Lost, IReadOnlyList<TotalCheck> Totals);

/// <param name="Box">Null if not even its place is known.</param>
/// <param name="Reason">A code: dropped, not_in_cell, unreadable.</param>
public sealed record LostNumber(string Printed, Box? Box, string Reason);

/// <summary>A total that the layout implies, computed again from its parts.</summary>
/// <param name="Difference">Printed less computed, in the table's own scale.</param>
/// <param name="Tolerance">By how much rounded parts may miss their rounded total.</param>
public sealed record TotalCheck(
    int Table, int Row, int Column, string Label, string Printed, decimal Computed, decimal Difference, decimal Tolerance, Box Box)
{
    public bool AddsUp => Math.Abs(Difference) <= Tolerance;
}

/// <summary>One way of finding facts and how many it gave.</summary>
/// <param name="Way">A code: cells_by_heads, first_row_as_heads, label_value_by_line, labelled_lines; none for pages on which every way
/// failed.</param>
/// <param name="Pages">The first of those pages.</param>
public sealed record FactAttempt(string Way, int Facts, IReadOnlyList<int>? Pages = null)
{
    public const string None = "none";
}
