using Microsoft.AspNetCore.Mvc;
using Preciso.Datasets;

namespace Preciso.Silo.Datasets;

/// <param name="Metric">Part of the label.</param>
public sealed record DatasetQuery(
    [FromQuery(Name = "document_id")] Guid? DocumentId, [FromQuery(Name = "metric")] string? Metric, [FromQuery(
        Name = "entity")] string? Entity,
    [FromQuery(Name = "period")] string? Period, [FromQuery(Name = "limit")] int? Limit)
{
    private const int MostRows = 1_000_000;

    public DatasetFilter Filter => new(DocumentId, Metric, Entity, Period, Math.Clamp(Limit ?? 10_000, 1, MostRows));
}
