using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>A field of two documents, as each prints it; null where it has none.</summary>
public sealed record ComparedField(string Label, string? Left, string? Right, bool Differs)
{
    /// <summary>What differs first, each in the order of the definitions.</summary>
    public static IReadOnlyList<ComparedField> Rows(DocumentFields left, DocumentFields right)
    {
        var definitions = left.Definitions.Concat(right.Definitions).DistinctBy(definition => definition.Name).ToList();
        var names = definitions.Select(definition => definition.Name)
            .Concat(left.Fields.Concat(right.Fields).Select(field => field.Name)).Distinct();
        return [.. names.Select(name => Row(definitions.LabelOf(name), Find(left, name), Find(right, name)))
            .Where(row => (row.Left ?? row.Right) is not null).OrderByDescending(row => row.Differs)];
    }

    private static ComparedField Row(string label, DocumentField? left, DocumentField? right) =>
        new(label, left?.Printed, right?.Printed, (left?.Value ?? left?.Printed) != (right?.Value ?? right?.Printed));

    private static DocumentField? Find(DocumentFields fields, string name) => fields.Fields.FirstOrDefault(field => field.Name == name);
}
