using System.ComponentModel.DataAnnotations;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>Settings under <c>Preciso:Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Preciso:Metrics";

    /// <summary>Whoever reads /metrics must send this as a bearer token. Without it only this machine may read them.</summary>
    [MinLength(16, ErrorMessage = "Preciso__Metrics__Token must have 16 characters or more; make one with: openssl rand -hex 24")]
    public string? Token { get; set; }
}
