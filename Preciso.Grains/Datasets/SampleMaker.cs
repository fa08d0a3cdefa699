using Preciso.Documents;

namespace Preciso.Grains.Datasets;

/// <summary>A labelled sample before it is stored. Personal data is masked before anything leaves here.</summary>
internal sealed record NewSample(
    string Task, string? Field, string Input, string Label, bool Corrected, string? Predicted, int Page, Box Box, ReadingMethod Method,
    double Confidence);

internal static class SampleMaker
{
    /// <summary>Lines of the page around the field's own.</summary>
    private const int LinesAround = 6;

    private const int TypeTextLength = 2000;

    public static NewSample OfField(DocumentField field, PageReading page, IReadOnlyDictionary<string, string?> predicted)
    {
        var lines = page.Lines.Where(line => line.Words.Count > 0).ToList();
        var nearest = lines.Count == 0 ? 0 : lines.IndexOf(lines.MinBy(line => Distance(line.Box, field.Box))!);
        var around = lines.Skip(Math.Max(0, nearest - LinesAround)).Take((2 * LinesAround) + 1).Select(line => line.Text);
        var before = predicted.GetValueOrDefault(field.Name);
        var input = string.Join('\n', around.DefaultIfEmpty(field.Snippet));
        return new NewSample(
            "field_extraction", field.Name, PersonalData.Mask(input), Label(field), field.Origin == FieldOrigin.Corrected,
            before is null ? null : PersonalData.Mask(before), field.Page, field.Box, field.Method, field.Confidence);
    }

    public static NewSample OfType(ApprovedDocument document, PageReading page)
    {
        var text = string.Join('\n', page.Lines.Select(line => line.Text));
        var start = text.Length == 0 ? document.Filename : text[..Math.Min(text.Length, TypeTextLength)];
        return new NewSample(
            "document_type", null, PersonalData.Mask(start), document.Type, document.IsTypeChosen, null, page.Page,
            new Box(0, 0, page.Width, page.Height), page.Method, document.TypeConfidence);
    }

    private static string Label(DocumentField field) =>
        field.Type is FieldType.ResidentNumber or FieldType.Account or FieldType.Phone or FieldType.Email
            ? $"[{Snake.Case(field.Type)}]"
            : PersonalData.Mask(field.Printed);

    private static double Distance(Box a, Box b) => Math.Abs(((a.Y0 + a.Y1) / 2) - ((b.Y0 + b.Y1) / 2)) + (0.1 * Math.Abs(a.X0 - b.X0));
}
