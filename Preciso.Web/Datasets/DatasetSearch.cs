using Microsoft.AspNetCore.Components;
using Preciso.Datasets;

namespace Preciso.Web.Datasets;

/// <summary>What is looked for, as it stands in the page's address.</summary>
public sealed record DatasetSearch(DatasetKind Kind, Guid? DocumentId, string? Metric, string? Entity, string? Period)
{
    /// <summary>More than that nobody reads on a screen.</summary>
    public const int Shown = 100;

    /// <summary>As much as one download has.</summary>
    private const int Whole = 1_000_000;

    /// <summary>Samples and passages have no numbers of their own to look for.</summary>
    public bool HasNumbers => Kind is DatasetKind.Facts or DatasetKind.Triples;

    public DatasetFilter Filter => HasNumbers ? new(DocumentId, Metric, Entity, Period, Shown) : new(DocumentId, Limit: Shown);

    public bool IsNarrow => Filter is not { DocumentId: null, Metric: null, Entity: null, Period: null };

    public string Address(NavigationManager navigation) => navigation.GetUriWithQueryParameters("/datasets", new Dictionary<string, object?>
    {
        ["kind"] = Snake.Case(Kind), ["document"] = DocumentId, ["metric"] = Metric, ["entity"] = Entity, ["period"] = Period,
    });

    /// <summary>All that it finds, from REST.</summary>
    public string Download(NavigationManager navigation) =>
        navigation.GetUriWithQueryParameters($"/api/v1/datasets/{Snake.Case(Kind)}", new Dictionary<string, object?>
        {
            ["document_id"] = DocumentId,
            ["metric"] = Filter.Metric,
            ["entity"] = Filter.Entity,
            ["period"] = Filter.Period,
            ["limit"] = Whole,
            ["format"] = Kind == DatasetKind.Facts ? "csv" : null,
        });

    public string Filename => Kind == DatasetKind.Facts ? "facts.csv" : $"{Snake.Case(Kind)}.jsonl";
}
