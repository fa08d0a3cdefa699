using Preciso.Documents;
using Preciso.Reading.Fields;

namespace Preciso.Tests.Reading.Fields;

/// <summary>Pages as a typewriter would print them: every letter as wide as the next, columns kept apart by spaces.</summary>
internal static class Sheet
{
    private const double LetterWidth = 6;
    private const double LetterHeight = 10;
    private const double LineHeight = 14;

    public static DocumentType Receipt => BuiltIn("receipt");

    public static DocumentType BuiltIn(string key) => BuiltInTypes.All.Single(type => type.Key == key);

    public static IReadOnlyList<PageReading> Print(string text, double? confidence = null)
    {
        var lines = text.Split('\n').Select((line, row) => new TextLine([.. Words(line, row, confidence)]))
            .Where(line => line.Words.Count > 0).ToList();
        return [new PageReading(
            1, 500, Math.Max(200, text.Split('\n').Length * LineHeight),
            confidence is null ? ReadingMethod.TextLayer : ReadingMethod.Ocr, confidence ?? 1, [new TextBlock(lines)], [])];
    }

    /// <summary>What a type of this one field finds in the text.</summary>
    public static DocumentField? Read(FieldType type, string label, string text, string? pattern = null) =>
        FieldReader.Read(TypeOf(new FieldDefinition("field", Names("Field"), type, [label], pattern)), Print(text)).SingleOrDefault();

    public static DocumentType TypeOf(params FieldDefinition[] fields) => new("tried", Names("Tried"), [], fields, []);

    public static Dictionary<string, string> Names(string name) => new() { ["en"] = name };

    private static IEnumerable<Word> Words(string line, int row, double? confidence)
    {
        for (var start = 0; start < line.Length; start++)
        {
            var end = start;
            while (end < line.Length && line[end] != ' ')
            {
                end++;
            }
            if (end > start)
            {
                var top = 10 + (row * LineHeight);
                var box = new Box(10 + (start * LetterWidth), top, 10 + (end * LetterWidth), top + LetterHeight);
                yield return new Word(line[start..end], box, confidence);
                start = end;
            }
        }
    }
}
