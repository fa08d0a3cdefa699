using CsvHelper.Configuration.Attributes;
using Preciso.Datasets;

namespace Preciso.Silo.Datasets;

/// <summary>
/// A fact as a line of CSV. What people typed cannot become a spreadsheet's formula: such text begins with an apostrophe.
/// </summary>
public sealed record FactLine(
    [property: Name("document_id")] Guid DocumentId,
    [property: Name("filename")] string Filename,
    [property: Name("approval_id")] Guid ApprovalId,
    [property: Name("entity")] string? Entity,
    [property: Name("metric")] string Metric,
    [property: Name("printed")] string Printed,
    [property: Name("value")] decimal? Value,
    [property: Name("scale")] decimal Scale,
    [property: Name("amount")] decimal? Amount,
    [property: Name("unit")] string? Unit,
    [property: Name("currency")] string? Currency,
    [property: Name("period")] string? Period,
    [property: Name("period_start")] DateOnly? PeriodStart,
    [property: Name("period_end")] DateOnly? PeriodEnd,
    [property: Name("page")] int Page,
    [property: Name("x0")] double X0,
    [property: Name("y0")] double Y0,
    [property: Name("x1")] double X1,
    [property: Name("y1")] double Y1,
    [property: Name("method")] string Method,
    [property: Name("confidence")] double Confidence,
    [property: Name("snippet")] string Snippet)
{
    public static FactLine From(FactRow row)
    {
        var fact = row.Fact;
        return new FactLine(
            row.DocumentId, Inert(row.Filename), row.ApprovalId, fact.Entity is null ? null : Inert(fact.Entity), Inert(fact.Metric),
            Inert(fact.Printed), fact.Value, fact.Scale, fact.Amount, fact.Unit, fact.Currency, fact.Period?.Key, fact.Period?.Start,
            fact.Period?.End, fact.Page, fact.Box.X0, fact.Box.Y0, fact.Box.X1, fact.Box.Y1, Snake.Case(fact.Method), fact.Confidence,
            Inert(fact.Snippet));
    }

    private static string Inert(string text) => text.Length > 0 && text[0] is '=' or '@' or '\t' or '\r' ? $"'{text}" : text;
}
