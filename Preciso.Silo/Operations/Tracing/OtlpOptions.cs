using Microsoft.Extensions.Options;

namespace Preciso.Silo.Operations.Tracing;

/// <summary>Settings under <c>Preciso:Otlp</c>. Without an address no traces are kept or sent.</summary>
public sealed class OtlpOptions
{
    public const string Section = "Preciso:Otlp";

    /// <summary>A collector that takes OTLP over HTTP; /v1/traces is added.</summary>
    public string? Endpoint { get; set; }

    public Uri Traces => new(Endpoint!.TrimEnd('/') + "/v1/traces");
}

public sealed class OtlpOptionsValidation : IValidateOptions<OtlpOptions>
{
    public ValidateOptionsResult Validate(string? name, OtlpOptions options) =>
        string.IsNullOrWhiteSpace(options.Endpoint)
            || (Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Preciso__Otlp__Endpoint is not the address of a collector. Set it like http://127.0.0.1:4318, or leave it out to send "
                + "no traces.");
}
