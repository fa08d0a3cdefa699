using Preciso.Documents;
using Preciso.Jobs;

namespace Preciso.Grains.Documents.Extraction;

/// <summary>What was found on the pages of a document, counted.</summary>
public sealed record FactCount(int Tables = 0, int Facts = 0, int Numbers = 0, int Lost = 0, int WrongTotals = 0)
{
    public IReadOnlyList<string> Attempts { get; init; } = [];
    public IReadOnlyList<FactAttempt>? Tried { get; init; }

    public FactCount Plus(int tables, int facts, IReadOnlyList<NumberLedger> ledgers) => new(
        Tables + tables, Facts + facts, Numbers + ledgers.Sum(ledger => ledger.Numbers),
        Lost + ledgers.Sum(ledger => ledger.Lost.Count),
        WrongTotals + ledgers.Sum(ledger => ledger.Totals.Count(total => !total.AddsUp)));

    public RecordFacts ToCommand(JobLease lease) => new(lease, Facts, Numbers, Lost, WrongTotals, Attempts, Tried);
}
