using Npgsql;
using Preciso.Grains.Core.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Preciso.Grains.Broker;

/// <summary>
/// Publishes every event to RabbitMQ, in the order of the log. The offset moves only after the broker has confirmed the whole
/// batch, so an event may come twice, in order, and none is left out.
/// </summary>
public sealed class BrokerSink(BrokerConnection broker, TimeProvider time) : IEventConsumer
{
    /// <summary>Within what PostgreSQL allows a transaction to be idle, with time to spare.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    public string Group => "rabbitmq";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await Publish(await broker.Channel(either.Token), events, either.Token);
        }
        catch (Exception e)
        {
            broker.Drop(); // what is still on its way would come after what is sent again
            cancel.ThrowIfCancellationRequested();
            throw new BrokerException(
                broker.Address, timeout.IsCancellationRequested ? $"no answer within {Most.TotalSeconds:0} s" : Reason(e), e);
        }
    }

    /// <summary>Sends them all before the first confirm is awaited; each call takes its place in line before it returns.</summary>
    private static async Task Publish(IChannel channel, IReadOnlyList<LoggedEvent> events, CancellationToken cancel)
    {
        var confirms = events.Select(logged => channel.BasicPublishAsync(
            BrokerConnection.Name, logged.Name, mandatory: true, BrokerMessage.Properties(logged), BrokerMessage.Body(logged), cancel)
            .AsTask()).ToList();
        await Task.WhenAll(confirms).WaitAsync(cancel);
    }

    /// <summary>The connection's own message says only that no address answered; the one inside says why.</summary>
    private static string Reason(Exception e) => e is BrokerUnreachableException { InnerException: { } inner } ? inner.Message : e.Message;
}

/// <summary>RabbitMQ did not take the events; they are sent again.</summary>
public sealed class BrokerException(string address, string reason, Exception inner)
    : IOException($"RabbitMQ at {address} took no events: {reason}", inner);
