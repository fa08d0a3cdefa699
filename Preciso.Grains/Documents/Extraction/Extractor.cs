using Preciso.Documents;
using Preciso.Grains.Documents.Validation;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Reading.Facts;
using Preciso.Reading.Fields;
using Preciso.Reading.Validation;

namespace Preciso.Grains.Documents.Extraction;

/// <summary>
/// The second step of an ingest: from the pages the facts, the ledger of numbers, the type, the fields and the checks. It begins by
/// forgetting what an earlier attempt left.
/// </summary>
public sealed class Extractor(Database database)
{
    /// <summary>Facts are held back until there are so many, then written.</summary>
    private const int MostHeld = 5_000;

    public async Task<Extracted> Extract(
        JobRun run, IngestContext context, PagesAtHand pages, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var count = await AddFacts(run, context.Document, pages, pageCount, cancel);
        var first = await pages.First(FieldReader.MostPages, pageCount, cancel);
        var fields = await AddFields(run, context, first, cancel);
        var summary = new ExtractionSummary(
            count.Tables, count.Facts, fields.Fields, count.Numbers, count.Lost, fields.Checks.Count,
            Outcomes(fields.Checks, CheckOutcome.Fail), Outcomes(fields.Checks, CheckOutcome.Warn), count.WrongTotals, count.Attempts,
            count.Tried);
        (figures["tables"], figures["facts"], figures["fields"]) = (summary.Tables, summary.Facts, summary.Fields);
        (figures["numbers"], figures["lost_numbers"], figures["failed_checks"]) =
            (summary.Numbers, summary.LostNumbers, summary.FailedChecks);
        return new Extracted(fields.Type, fields.TypeConfidence, summary);
    }

    private static async Task<FactCount> AddFacts(JobRun run, Document document, PagesAtHand pages, int pageCount, CancellationToken cancel)
    {
        var reader = new FactReader(document.Filename);
        var (count, held) = (new FactCount(), 0);
        run.Add(FactStore.Clear(document.DocumentId));
        await foreach (var read in pages.InBatches(pageCount, cancel))
        {
            var found = read.Select(reader.Read).ToList();
            var facts = found.SelectMany(page => page.Facts).ToList();
            var ledgers = found.ConvertAll(page => page.Ledger);
            run.Add(FactStore.Insertion(document.TenantId, document.DocumentId, facts, ledgers));
            count = count.Plus(read.Sum(page => page.Tables.Count), facts.Count, ledgers);
            held += facts.Count;
            if (held > MostHeld)
            {
                await run.Save(cancel);
                held = 0;
            }
        }
        return count with { Attempts = reader.Attempts, Tried = reader.Tried };
    }

    private async Task<FieldCount> AddFields(JobRun run, IngestContext context, IReadOnlyList<PageReading> first, CancellationToken cancel)
    {
        var (document, known) = (context.Document, context.Types);
        var (type, confidence) = known.FirstOrDefault(candidate => candidate.Key == document.ChosenType) is { } chosen
            ? (chosen, 1)
            : TypeGuess.Guess(known, first, document.Filename);
        var read = FieldReader.Read(type, first);
        var fields = WithCorrected(context.Corrected, type, read);
        var signature = DuplicateQueries.Signature(first);
        var duplicates = await DuplicateQueries.Find(database, document, type, fields, signature, cancel);
        var checks = FieldChecks.Check(document, type, confidence, fields, first, duplicates);
        run.Add(FieldStore.Replacement(document.TenantId, document.DocumentId, type, read));
        run.Add(DuplicateQueries.SignatureInsertion(document.TenantId, document.DocumentId, signature));
        run.Add(FieldStore.ChecksReplacement(document.TenantId, document.DocumentId, checks));
        return new FieldCount(type.Key, confidence, read.Count, checks);
    }

    /// <summary>As they will stand: what people corrected goes before what was read.</summary>
    private static List<DocumentField> WithCorrected(
        IReadOnlyList<DocumentField> corrected, DocumentType type, IReadOnlyList<DocumentField> read)
    {
        var kept = corrected.Where(field => type.Fields.Any(of => of.Name == field.Name)).ToList();
        return [.. kept.Concat(read.Where(field => !kept.Exists(other => other.Name == field.Name)))
            .OrderBy(field => field.Name, StringComparer.Ordinal)];
    }

    private static int Outcomes(IReadOnlyList<FieldCheck> checks, CheckOutcome outcome) => checks.Count(check => check.Outcome == outcome);

    private sealed record FieldCount(string Type, double TypeConfidence, int Fields, IReadOnlyList<FieldCheck> Checks);
}

/// <summary>What the step yields; kept with the step, for the attempt that goes on from there.</summary>
public sealed record Extracted(string Type, double TypeConfidence, ExtractionSummary Summary);
