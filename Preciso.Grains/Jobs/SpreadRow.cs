using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Half of them and nineteen of twenty, as the database has them.</summary>
internal static class SpreadRow
{
    public static Spread? Spread(double? half, double? most) =>
        half is { } p50 && most is { } p95 ? new Spread(Math.Round(p50, 3), Math.Round(p95, 3)) : null;
}
