using Microsoft.Extensions.Options;

namespace Preciso.Grains.Broker;

/// <summary>Settings under <c>Preciso:RabbitMq</c>. Without an address nothing is published.</summary>
public sealed class RabbitMqOptions
{
    public const string Section = "Preciso:RabbitMq";

    /// <summary>Where RabbitMQ is, with the user's name and password: amqp://user:password@host:5672/vhost, or amqps for TLS.</summary>
    public string? Uri { get; set; }
}

/// <summary>Says what to set, and never what was set: the address carries a password.</summary>
public sealed class RabbitMqOptionsValidation : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options) =>
        string.IsNullOrWhiteSpace(options.Uri)
            || (Uri.TryCreate(options.Uri, UriKind.Absolute, out var uri) && uri is { Scheme: "amqp" or "amqps", Host.Length: > 0 })
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Preciso__RabbitMq__Uri is not an address of RabbitMQ. Set it like amqp://user:password@127.0.0.1:5672/ (amqps for TLS), "
                + "or leave it out to publish no events.");
}
