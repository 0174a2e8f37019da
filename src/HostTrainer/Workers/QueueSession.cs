using System.Text;
using System.Threading.Channels;

using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace HostTrainer.Workers;

/// <summary>
/// One connection to a broker that listens to one queue and publishes with confirms, until it is lost. Every method fails with
/// <see cref="QueueLostException"/> then. Safe to use from several threads.
/// </summary>
internal sealed class QueueSession : IAsyncDisposable
{
    private readonly Channel<QueueDelivery> _deliveries = Channel.CreateUnbounded<QueueDelivery>();
    private readonly CancellationTokenSource _lost = new();
    private readonly SemaphoreSlim _publishing = new(1, 1);
    private readonly IConnection _connection;
    private readonly IChannel _listening;
    private readonly IChannel _speaking;
    private string _consumer = string.Empty;
    private volatile bool _stopped;
    private string _reason = "the connection to the broker is gone";

    private QueueSession(IConnection connection, IChannel listening, IChannel speaking)
    {
        _connection = connection;
        _listening = listening;
        _speaking = speaking;
    }

    /// <summary>Messages of the queue, each to be acknowledged, returned or rejected; ends with <see cref="QueueLostException"/>.</summary>
    public ChannelReader<QueueDelivery> Deliveries => _deliveries.Reader;

    /// <summary>Cancelled when the connection or the queue is gone.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Connects, declares and listens.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="name">Name of the connection in the broker's lists.</param>
    /// <param name="queue">The queue to listen to.</param>
    /// <param name="prefetch">Messages that may wait for their acknowledgement at a time.</param>
    /// <param name="declare">Makes exchanges and queues.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<QueueSession> OpenAsync(
        QueueAddress address, string name, string queue, ushort prefetch, Func<IChannel, CancellationToken, Task> declare, CancellationToken cancellation)
    {
        IConnection connection = await QueueConnector.ConnectAsync(address, name, cancellation).ConfigureAwait(false);
        try
        {
            CreateChannelOptions confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            QueueSession session = new(
                connection,
                await connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false),
                await connection.CreateChannelAsync(confirmed, cancellation).ConfigureAwait(false));
            await declare(session._listening, cancellation).ConfigureAwait(false);
            await session.ListenAsync(queue, prefetch, cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes a persistent message and waits until the broker has stored it in every queue it belongs to.</summary>
    /// <returns>False when no queue wants it.</returns>
    public async Task<bool> PublishAsync(string exchange, string routingKey, byte[] body, CancellationToken cancellation)
    {
        BasicProperties properties = new() { Persistent = true, ContentType = "application/json" };
        try
        {
            await GuardAsync(
                async token =>
                {
                    await _publishing.WaitAsync(token).ConfigureAwait(false);
                    try
                    {
                        await _speaking.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, token).ConfigureAwait(false);
                    }
                    finally
                    {
                        _publishing.Release();
                    }
                },
                cancellation).ConfigureAwait(false);
            return true;
        }
        catch (QueueLostException e) when (e.InnerException is PublishException { IsReturn: true })
        {
            return false;
        }
    }

    /// <summary>Tells the broker that a message is done with.</summary>
    public Task AcknowledgeAsync(QueueDelivery delivery, CancellationToken cancellation) =>
        GuardAsync(token => _listening.BasicAckAsync(delivery.Tag, multiple: false, token).AsTask(), cancellation);

    /// <summary>Gives a message back, for others to take or, when <paramref name="again"/> is false, as dead.</summary>
    public Task ReturnAsync(QueueDelivery delivery, bool again, CancellationToken cancellation) =>
        GuardAsync(token => _listening.BasicNackAsync(delivery.Tag, multiple: false, again, token).AsTask(), cancellation);

    /// <summary>Takes no further messages; those delivered already may still be acknowledged.</summary>
    public async Task StopListeningAsync(CancellationToken cancellation)
    {
        _stopped = true;
        await GuardAsync(token => _listening.BasicCancelAsync(_consumer, noWait: false, token), cancellation).ConfigureAwait(false);
        _deliveries.Writer.TryComplete();
    }

    /// <summary>Messages that wait in a queue, and how many listen to it.</summary>
    public async Task<(uint Messages, uint Listeners)> CountAsync(string queue, CancellationToken cancellation)
    {
        QueueDeclareOk count = new(queue, 0, 0);
        await GuardAsync(async token => count = await _speaking.QueueDeclarePassiveAsync(queue, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return (count.MessageCount, count.ConsumerCount);
    }

    /// <summary>Deletes a queue with what is in it.</summary>
    public Task DeleteAsync(string queue, CancellationToken cancellation) =>
        GuardAsync(token => _listening.QueueDeleteAsync(queue, cancellationToken: token), cancellation);

    /// <summary>Closes the connection; the broker gives messages that were not acknowledged to others.</summary>
    public async ValueTask DisposeAsync()
    {
        End("the connection was closed");
        try
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (QueueErrors.IsLoss(e) || e is OperationCanceledException)
        {
            // It was lost already.
        }
    }

    private async Task ListenAsync(string queue, ushort prefetch, CancellationToken cancellation)
    {
        _connection.ConnectionShutdownAsync += (_, reason) => EndAsync(reason.ReplyText);
        _listening.ChannelShutdownAsync += (_, reason) => EndAsync(reason.ReplyText);
        _speaking.ChannelShutdownAsync += (_, reason) => EndAsync(reason.ReplyText);
        AsyncEventingBasicConsumer consumer = new(_listening);
        consumer.ReceivedAsync += (_, message) =>
        {
            _deliveries.Writer.TryWrite(new QueueDelivery(message.DeliveryTag, message.RoutingKey, Death(message.BasicProperties), message.Body.ToArray()));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) => _stopped ? Task.CompletedTask : EndAsync($"the queue {queue} is gone");
        await _listening.BasicQosAsync(0, prefetch, global: false, cancellation).ConfigureAwait(false);
        _consumer = await _listening.BasicConsumeAsync(queue, autoAck: false, consumer, cancellation).ConfigureAwait(false);
    }

    private static string? Death(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-first-death-reason", out object? reason) == true && reason is byte[] text ? Encoding.UTF8.GetString(text) : null;

    private async Task GuardAsync(Func<CancellationToken, Task> action, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _lost.Token);
        try
        {
            await action(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (QueueErrors.IsLoss(e))
        {
            throw new QueueLostException(QueueErrors.Sentence(e), e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new QueueLostException(_reason, e);
        }
    }

    private Task EndAsync(string reason)
    {
        End(reason);
        return Task.CompletedTask;
    }

    private void End(string reason)
    {
        if (!_lost.IsCancellationRequested)
        {
            _reason = reason;
            _deliveries.Writer.TryComplete(new QueueLostException(reason));
            _lost.Cancel();
        }
    }
}
