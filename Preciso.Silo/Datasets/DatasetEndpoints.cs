using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Preciso.Datasets;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Datasets;

/// <summary>What approved documents yield, streamed: one JSON object a line, facts also as CSV.</summary>
public static class DatasetEndpoints
{
    public static void MapDatasets(this RouteGroupBuilder api)
    {
        var datasets = api.MapGroup("/datasets").WithTags("Datasets");
        datasets.MapGet("/samples", Samples)
            .WithSummary("A. Labelled samples as JSON lines, personal data masked; only where the tenant allows training.");
        datasets.MapGet("/facts", Facts).WithSummary("B. Facts as JSON lines, or as CSV with format=csv.");
        datasets.MapGet("/passages", Passages).WithSummary("C. Passages with their evidence as JSON lines.");
        datasets.MapGet("/triples", Triples).WithSummary("D. The graph as JSON lines.");
    }

    private static Task Samples(HttpContext context, IDatasets datasets, [AsParameters] DatasetQuery query, CancellationToken cancel) =>
        Lines(context, datasets.Samples(context.Caller(), query.Filter, cancel), cancel);

    private static Task Facts(
        HttpContext context, IDatasets datasets, [AsParameters] DatasetQuery query, string? format, CancellationToken cancel) =>
        format switch
        {
            null or "jsonl" => Lines(context, datasets.Facts(context.Caller(), query.Filter, cancel), cancel),
            "csv" => Csv(context, datasets.Facts(context.Caller(), query.Filter, cancel), cancel),
            _ => throw new ProblemException(ProblemKind.Invalid, "format_invalid", "Facts come as jsonl or as csv."),
        };

    private static Task Passages(HttpContext context, IDatasets datasets, [AsParameters] DatasetQuery query, CancellationToken cancel) =>
        Lines(context, datasets.Passages(context.Caller(), query.Filter, cancel), cancel);

    private static Task Triples(HttpContext context, IDatasets datasets, [AsParameters] DatasetQuery query, CancellationToken cancel) =>
        Lines(context, datasets.Triples(context.Caller(), query.Filter, cancel), cancel);

    private static async Task Lines<T>(HttpContext context, IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        await foreach (var row in rows)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, row, PrecisoJson.Options, cancel);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), cancel);
        }
    }

    /// <summary>One typed column for each part of a fact, so that it loads into a table or a Parquet file as it is.</summary>
    private static async Task Csv(HttpContext context, IAsyncEnumerable<FactRow> rows, CancellationToken cancel)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=facts.csv";
        await using var text = new StreamWriter(context.Response.Body);
        await using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        csv.WriteHeader<FactLine>();
        await csv.NextRecordAsync();
        await foreach (var row in rows)
        {
            csv.WriteRecord(FactLine.From(row));
            await csv.NextRecordAsync();
        }
        await csv.FlushAsync();
    }
}
