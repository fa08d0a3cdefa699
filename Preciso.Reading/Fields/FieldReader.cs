using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;
using Preciso.Reading.Fields.Layout;

namespace Preciso.Reading.Fields;

/// <summary>Finds a type's fields on pages: by their labels, by where they stand, and by what they look like.</summary>
public sealed partial class FieldReader
{
    /// <summary>What identifies a document stands on its first pages.</summary>
    public const int MostPages = 20;

    /// <summary>Found by nothing but its looks.</summary>
    private const double Unlabelled = 0.55;

    /// <summary>What is printed when something happens has its time beside the day.</summary>
    private const double NoTime = 0.85;

    /// <summary>A label that is less sure than this may be no label.</summary>
    private const double Sure = 0.65;

    private readonly DocumentType _type;
    private readonly IReadOnlyList<PageReading> _pages;
    private readonly IReadOnlyList<LayoutRow> _rows;
    private readonly DateOrder _order;

    private FieldReader(DocumentType type, IReadOnlyList<PageReading> pages)
    {
        _type = type;
        _pages = [.. pages.Where(page => !page.IsHidden)];
        _rows = [.. _pages.SelectMany(Rows.Group)];
        _order = DateOrders.Detect(string.Join('\n', _rows.Select(row => row.Text)));
    }

    /// <summary>At most one of each field, in the type's order.</summary>
    public static IReadOnlyList<DocumentField> Read(DocumentType type, IReadOnlyList<PageReading> pages)
    {
        var reader = new FieldReader(type, pages);
        return reader._rows.Count == 0 || type.Fields.Count == 0 ? [] : [.. reader.Find().Select(found => found.ToField())];
    }

    private IEnumerable<FieldCandidate> Find()
    {
        var labelled = new LabelledValues(_type, _order).In(_rows).Concat(_pages.SelectMany(new TableValues(_type, _order).In));
        var placed = labelled
            .Select(found => found with { Certainty = found.Certainty * Places.Fit(found, _rows) * TaxSummary.Doubt(found, _rows) })
            .ToList();
        var likely = Arithmetic.Favour(_type, placed).ToLookup(found => found.Field.Name);
        return _type.Fields.Select(field => Best(field, likely[field.Name])).OfType<FieldCandidate>();
    }

    private FieldCandidate? Best(FieldDefinition field, IEnumerable<FieldCandidate> labelled)
    {
        var best = labelled.MaxBy(found => found.Likelihood);
        if (best is { Field.Type: FieldType.Address })
        {
            best = PostalAddress.Complete(best, _rows);
        }
        return best is { Certainty: >= Sure } ? best : Better(best, ByLooks(field));
    }

    private static FieldCandidate? Better(FieldCandidate? a, FieldCandidate? b) =>
        a is null || (b is not null && b.Likelihood > a.Likelihood) ? b : a;

    private FieldCandidate? ByLooks(FieldDefinition field) => (field.Type, field.Position) switch
    {
        (FieldType.Text, FieldPosition.Top) when field.Pattern is null => Headline.Find(field, FirstPage),
        (FieldType.Text, FieldPosition.Top) => FirstLike(field, FirstPage),
        (FieldType.Address, FieldPosition.Top) => PostalAddress.Find(field, FirstPage),
        (FieldType.Date, _) when field.Required => FirstLike(field, _rows),
        _ when FieldFormats.IsDistinct(field.Type) && field.Position is null or FieldPosition.Top => FirstLike(field, _rows),
        _ => null,
    };

    private List<LayoutRow> FirstPage => [.. _rows.TakeWhile(row => row.Page == _rows[0].Page)];

    private FieldCandidate? FirstLike(FieldDefinition field, IReadOnlyList<LayoutRow> rows) => rows
        .SelectMany(row => FieldFormats.Find(field, row.Text, _order).Select(found => new FieldCandidate(
            field, row.Text.Substring(found.Start, found.Length), found.Value, row.Page, row.BoxOf(found.Start, found.End), row.Text,
            Unlabelled * found.Certainty * (field.Type == FieldType.Date && !Time().IsMatch(row.Text) ? NoTime : 1),
            row.ConfidenceOf(found.Start, found.End))))
        .MaxBy(found => found.Likelihood);

    [GeneratedRegex(@"\d{1,2}:\d{2}")]
    private static partial Regex Time();
}
