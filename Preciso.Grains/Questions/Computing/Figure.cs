using System.Text.Json;
using Preciso.Documents;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>A number that a document states, as it comes from storage.</summary>
internal sealed record Figure
{
    private const int ShortestYear = 340;
    private const int LongestYear = 385;

    /// <summary>In days: how far the end of a quarter of thirteen weeks is from its month's.</summary>
    private const int WeeksYear = 10;

    public required Guid DocumentId { get; init; }

    public required string Filename { get; init; }

    public required int Page { get; init; }

    public required string Metric { get; init; }

    public required string Printed { get; init; }

    public required decimal Value { get; init; }

    public string? Unit { get; init; }

    public required decimal Scale { get; init; }

    public string? ScalePrinted { get; init; }

    public string? Currency { get; init; }

    public required string PeriodPrinted { get; init; }

    public required string PeriodKey { get; init; }

    public DateOnly? PeriodStart { get; init; }

    public DateOnly? PeriodEnd { get; init; }

    public string? Basis { get; init; }

    public string? Segment { get; init; }

    public required string Box { get; init; }

    public required string Snippet { get; init; }

    public required string Method { get; init; }

    public required double Confidence { get; init; }

    /// <summary>Terms of the financial statements that stand on its page.</summary>
    public required string[] Statements { get; init; }

    public decimal Amount => Value * Scale;

    /// <summary>As printed, with the scale that its table says.</summary>
    public string Amounts => ScalePrinted is { Length: > 0 } ? $"{Printed} ({ScalePrinted})" : Printed;

    /// <summary>The whole year, or the year at whose end it is; null for parts of a year.</summary>
    public int? Year =>
        PeriodKey.StartsWith("FY", StringComparison.Ordinal) ? Periods.Years(PeriodKey) is [.., var named] ? named : null
        : PeriodEnd is not { } end ? null
        : IsMoment ? end.Year
        : PeriodStart is { } start && end.DayNumber - start.DayNumber is > ShortestYear and < LongestYear ? end.Year
        : null;

    /// <summary>It says how things stood on one day.</summary>
    public bool IsMoment => PeriodStart is null && PeriodEnd is not null && DateOnly.TryParseExact(PeriodKey, "yyyy-MM-dd", out _);

    /// <param name="lastMonth">Of the company's year.</param>
    public bool IsOf(FiscalPeriod period, int lastMonth) => period.Part == PartOfYear.Whole
        ? Year == period.Year
        : PeriodEnd is { } end && Math.Abs(end.DayNumber - period.End(lastMonth).DayNumber) <= WeeksYear
            && (IsMoment || Months == period.Months);

    /// <summary>How long its time is; null where that is not said.</summary>
    private int? Months =>
        PeriodKey.Contains("-Q", StringComparison.Ordinal) ? 3
        : PeriodKey.Contains("-H", StringComparison.Ordinal) ? 6
        : PeriodStart is { } start && PeriodEnd is { } end ? (int)Math.Round((end.DayNumber - start.DayNumber + 1) / 30.44)
        : null;

    /// <summary>The terms of its label.</summary>
    public List<string> Label => field ??= Terms.Cut(Metric);

    /// <summary>The same of its last part, where that stands under another: "Operating expenses: Operating income".</summary>
    public List<string> OwnLabel => field ??= Terms.Cut(Metric[(Metric.LastIndexOf(": ", StringComparison.Ordinal) + 1)..]);

    public Box Place => JsonSerializer.Deserialize<Box>(Box, PrecisoJson.Options);

    public Evidence ToEvidence() =>
        new(DocumentId, Filename, Page, Snippet, [Place], Snake.Parse<ReadingMethod>(Method), Confidence, 1);
}
