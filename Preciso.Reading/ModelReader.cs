using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts;
using Preciso.Reading.Fields;
using Preciso.Reading.Validation;

namespace Preciso.Reading;

/// <summary>Reads a file as an ingest does, by the built-in types, for those who have no database.</summary>
public sealed class ModelReader(DocumentFormats formats)
{
    /// <param name="chosen">Null to have the type guessed.</param>
    public async Task<FileModel> Read(SourceFile file, string filename, DocumentType? chosen, CancellationToken cancel)
    {
        var (numbers, chunker) = (new FactReader(filename), new Chunker());
        var (first, pages, facts, passages) = (new List<PageReading>(), new List<PageModel>(), new List<Fact>(), new List<NewPassage>());
        await foreach (var page in formats.For(file.MediaType).Read(file, cancel))
        {
            var found = numbers.Read(page);
            pages.Add(PageModel.From(page, found.Ledger));
            facts.AddRange(found.Facts);
            passages.AddRange(chunker.Cut(page));
            if (first.Count < FieldReader.MostPages)
            {
                first.Add(page);
            }
        }
        var (type, confidence) = chosen is null ? TypeGuess.Guess(BuiltInTypes.All, first, filename) : (chosen, 1);
        var fields = FieldReader.Read(type, first);
        return new FileModel(
            filename, file.MediaType, type.Key, confidence, fields, Check(type, confidence, fields, first), pages, facts, numbers.Tried,
            passages);
    }

    /// <summary>Whether another document is the same is not asked: there is no other.</summary>
    private static IReadOnlyList<FieldCheck> Check(
        DocumentType type, double confidence, IReadOnlyList<DocumentField> fields, IReadOnlyList<PageReading> first)
    {
        var alone = type with { Rules = [.. type.Rules.Where(rule => rule.Kind != RuleKind.Unique)] };
        return Validator.Check(alone, confidence, null, fields, LineItems.Read(first), Duplicates.None);
    }
}
