using Microsoft.Extensions.Options;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using RabbitMQ.Client.Exceptions;
using RabbitMQ.Client;

namespace Preciso.Grains.Broker;

/// <summary>
/// The channel to RabbitMQ: made when it is first needed, and again after it was lost. Only the event pump uses it, one batch
/// at a time.
/// </summary>
public sealed class BrokerConnection(IOptions<RabbitMqOptions> options, SiloName silo) : IAsyncDisposable
{
    /// <summary>The exchange (topic; the routing key is the event's name) and the stream that is bound to all of it.</summary>
    public const string Name = "preciso.events";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly CreateChannelOptions Confirmed = new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null); // the limiter would let messages of one batch overtake each other

    private Task<Opened>? _opening;

    /// <summary>Where it goes, for messages: without the user and the password.</summary>
    public string Address { get; } = new AmqpTcpEndpoint(new Uri(options.Value.Uri!)).ToString();

    public async Task<IChannel> Channel(CancellationToken cancel)
    {
        if (_opening is { IsCompletedSuccessfully: true, Result.Channel.IsOpen: false })
        {
            Drop();
        }
        _opening ??= Open();
        return (await _opening.WaitAsync(cancel)).Channel; // the client itself does not stop at once when it is told to
    }

    /// <summary>
    /// Lets go of a connection in doubt, without waiting: parting from a broker that is silent takes longer than a batch may.
    /// </summary>
    public void Drop()
    {
        if (_opening is { } opening)
        {
            _opening = null;
            _ = Close(opening);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_opening is { } opening)
        {
            await Task.WhenAny(Close(opening), Task.Delay(Patience)); // a silent broker does not keep the process from stopping
        }
    }

    private async Task<Opened> Open()
    {
        var connection = await Factory().CreateConnectionAsync();
        try
        {
            var channel = await connection.CreateChannelAsync(Confirmed);
            await Declare(channel);
            return new Opened(connection, channel);
        }
        catch
        {
            _ = Close(Task.FromResult(new Opened(connection, null!)));
            throw;
        }
    }

    private static async Task Close(Task<Opened> opening)
    {
        try
        {
            var connection = (await opening).Connection;
            await connection.AbortAsync();
            await connection.DisposeAsync();
        }
        catch (Exception e)
            when (e is IOException or OperationCanceledException or TimeoutException or ObjectDisposedException or RabbitMQClientException)
        {
            // It was never open, or is gone already.
        }
    }

    /// <summary>Without the client's own recovery: whoever uses the channel knows best what must be sent again.</summary>
    private ConnectionFactory Factory() => new()
    {
        Uri = new Uri(options.Value.Uri!),
        ClientProvidedName = $"preciso {silo.Name}",
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedConnectionTimeout = Patience,
        ContinuationTimeout = Patience,
        HandshakeContinuationTimeout = Patience,
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
    };

    /// <summary>How long the stream is kept is the broker's to say, by a policy; so there is nothing here to disagree about.</summary>
    private static async Task Declare(IChannel channel)
    {
        await channel.ExchangeDeclareAsync(Name, ExchangeType.Topic, durable: true, autoDelete: false);
        var stream = new Dictionary<string, object?> { [Headers.XQueueType] = "stream" };
        await channel.QueueDeclareAsync(Name, durable: true, exclusive: false, autoDelete: false, arguments: stream);
        await channel.QueueBindAsync(Name, Name, "#");
    }

    private sealed record Opened(IConnection Connection, IChannel Channel);
}
