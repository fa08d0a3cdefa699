using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents.Facts;
using Preciso.Grains.Documents.Fields;
using Preciso.Grains.Documents.Types;
using Preciso.Grains.Documents.Validation;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Extraction;

/// <summary>
/// The second step of an ingest: from the stored pages the facts, the ledger of numbers, the type, the fields and the checks. It
/// begins by forgetting what an earlier attempt left, and writes only while it holds the lease.
/// </summary>
public sealed class Extractor(Database database, DocumentPages pages, TypeCatalog types, FieldChecks checks)
{
    private const int Batch = 50;

    public async Task<Extracted> Extract(ClaimedJob job, DocumentView document, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var first = await pages.Read(job.TenantId, document.Id, 1, FieldReader.MostPages, cancel);
        var count = await WriteFacts(job, document, pageCount, cancel);
        var fields = await WriteFields(job, document, first, cancel);
        var summary = new ExtractionSummary(
            count.Tables, count.Facts, fields.Fields, count.Numbers, count.Lost, fields.Checks.Count, Outcomes(fields.Checks, CheckOutcome.Fail),
            Outcomes(fields.Checks, CheckOutcome.Warn), count.WrongTotals, count.Attempts);
        (figures["tables"], figures["facts"], figures["fields"]) = (summary.Tables, summary.Facts, summary.Fields);
        (figures["numbers"], figures["lost_numbers"], figures["failed_checks"]) = (summary.Numbers, summary.LostNumbers, summary.FailedChecks);
        return new Extracted(fields.Type, fields.TypeConfidence, summary);
    }

    private async Task<FactCount> WriteFacts(ClaimedJob job, DocumentView document, int pageCount, CancellationToken cancel)
    {
        var reader = new FactReader(document.Filename);
        var count = new FactCount();
        await database.Leased(job, connection => FactStore.Clear(connection, document.Id), cancel);
        for (var from = 1; from <= pageCount; from += Batch)
        {
            var read = await pages.Read(job.TenantId, document.Id, from, Batch, cancel);
            var found = read.ConvertAll(reader.Read);
            var facts = found.SelectMany(page => page.Facts).ToList();
            var ledgers = found.ConvertAll(page => page.Ledger);
            await database.Leased(job, connection => FactStore.Write(connection, job.TenantId, document.Id, facts, ledgers, cancel), cancel);
            count = count.Plus(read.Sum(page => page.Tables.Count), facts.Count, ledgers);
        }
        return count with { Attempts = reader.Attempts };
    }

    private Task<FieldCount> WriteFields(ClaimedJob job, DocumentView document, IReadOnlyList<PageReading> first, CancellationToken cancel) => database.Leased(
        job,
        async connection =>
        {
            var stored = await connection.QuerySingleAsync<Document>("SELECT * FROM documents WHERE document_id = @Id", new { document.Id });
            var known = await types.Published(connection);
            var (type, confidence) = known.FirstOrDefault(candidate => candidate.Key == stored.ChosenType) is { } chosen
                ? (chosen, 1)
                : TypeGuess.Of(known, first, document.Filename);
            var fields = FieldReader.Read(type, first);
            await FieldStore.Replace(connection, job.TenantId, document.Id, type, fields);
            await DuplicateQueries.WriteSignature(connection, job.TenantId, document.Id, first);
            var outcome = await checks.Again(connection, stored with { Type = type.Key, TypeConfidence = confidence }, first);
            return new FieldCount(type.Key, confidence, fields.Count, outcome);
        },
        cancel);

    private static int Outcomes(IReadOnlyList<FieldCheck> checks, CheckOutcome outcome) => checks.Count(check => check.Outcome == outcome);

    private sealed record FactCount(int Tables = 0, int Facts = 0, int Numbers = 0, int Lost = 0, int WrongTotals = 0)
    {
        public IReadOnlyList<string> Attempts { get; init; } = [];

        public FactCount Plus(int tables, int facts, List<NumberLedger> ledgers) => new(
            Tables + tables, Facts + facts, Numbers + ledgers.Sum(ledger => ledger.Numbers), Lost + ledgers.Sum(ledger => ledger.Lost.Count),
            WrongTotals + ledgers.Sum(ledger => ledger.Totals.Count(total => !total.AddsUp)));
    }

    private sealed record FieldCount(string Type, double TypeConfidence, int Fields, IReadOnlyList<FieldCheck> Checks);
}

/// <summary>What the step yields; kept with the step, for the attempt that goes on from there.</summary>
public sealed record Extracted(string Type, double TypeConfidence, ExtractionSummary Summary);
