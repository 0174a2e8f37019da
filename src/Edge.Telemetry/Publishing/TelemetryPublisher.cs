using System.Threading.Channels;

using Edge.Telemetry.Contracts;
using Edge.Telemetry.Journal;
using Edge.Telemetry.Mqtt;

namespace Edge.Telemetry.Publishing;

/// <summary>
/// Sends a device's messages at least once and in order, QoS 1. With a connection they go straight to the broker; without one, and
/// when the broker is too slow, through the journal. Sending never waits: messages cross a bounded queue to the publisher's own task.
/// Publishes <c>state</c> on every connection and a goodbye at an orderly end. The caller owns link and journal and disposes of them
/// after the publisher.
/// </summary>
public sealed class TelemetryPublisher : IAsyncDisposable
{
    private readonly IMqttLink link;
    private readonly MessageJournal journal;
    private readonly Topics topics;
    private readonly PayloadStamper stamper;
    private readonly PublisherOptions options;
    private readonly DeliveryWindow window;
    private readonly Channel<Outgoing> queue;
    private readonly Channel<bool> wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task pump;
    private StatePayload state;
    private long queueDrops;

    /// <summary>Starts the publisher's task; the link may be started before or after.</summary>
    /// <param name="link">The connection, with <see cref="Will"/> as its last will.</param>
    /// <param name="journal">Where messages wait.</param>
    /// <param name="topics">The device's topics.</param>
    /// <param name="stamper">Numbers the messages of this run.</param>
    /// <param name="birth">The first state; replaced by <see cref="SetState"/>.</param>
    /// <param name="options">Limits, or null for the usual ones.</param>
    public TelemetryPublisher(
        IMqttLink link, MessageJournal journal, Topics topics, PayloadStamper stamper, StatePayload birth, PublisherOptions? options = null)
    {
        (this.link, this.journal, this.topics, this.stamper, state) = (link, journal, topics, stamper, birth);
        this.options = (options ?? new()).Validated();
        window = new(link, journal, this.options.Window, Wake);
        queue = Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(this.options.QueueCapacity) { SingleReader = true });
        link.Connected += OnConnected;
        link.Disconnected += OnDisconnected;
        pump = Task.Run(PumpAsync);
        if (link.IsConnected)
        {
            OnConnected();
        }
    }

    /// <summary>What became of the messages so far.</summary>
    public PublisherCounters Counters =>
        new(window.Delivered, Interlocked.Read(ref queueDrops) + journal.Dropped, window.Refused, journal.Waiting, journal.Bytes);

    /// <summary>The last will that goes with a publisher: the device's state as offline, retained.</summary>
    /// <param name="topics">The device's topics.</param>
    /// <param name="stamper">Numbers the messages of this run; the will carries the time of this call.</param>
    /// <param name="birth">The state whose firmware and model are told.</param>
    public static MqttWill Will(Topics topics, PayloadStamper stamper, StatePayload birth) =>
        new(topics.State, PayloadCodec.Write(stamper.Stamp(Offline(birth, "connectionLost"))), MqttQos.AtLeastOnce, Retain: true);

    /// <summary>Sends the figures of one window. Never waits; from any thread.</summary>
    /// <returns>False when the queue was full and the message is lost and counted.</returns>
    public bool Send(TelemetryPayload payload) => Enqueue(topics.Telemetry, payload, retain: false);

    /// <summary>Sends a recognised phone. Never waits; from any thread.</summary>
    /// <returns>False when the queue was full and the message is lost and counted.</returns>
    public bool Send(PhoneEventPayload payload) => Enqueue(topics.Events, payload, retain: false);

    /// <summary>Sends what became of a plan, retained. Never waits; from any thread.</summary>
    /// <returns>False when the queue was full and the message is lost and counted.</returns>
    public bool Send(PlanReportedPayload payload) => Enqueue(topics.PlanReported, payload, retain: true);

    /// <summary>Sends the health of the process. Never waits; from any thread.</summary>
    /// <returns>False when the queue was full and the message is lost and counted.</returns>
    public bool Send(HealthPayload payload) => Enqueue(topics.Health, payload, retain: false);

    /// <summary>Tells a new state now, when connected, and on every later connection. Only the newest counts; it is never journalled.</summary>
    public void SetState(StatePayload newState)
    {
        Volatile.Write(ref state, newState);
        PublishState(newState);
    }

    /// <summary>Sends what it can within <see cref="PublisherOptions.Grace"/>, journals the rest, says goodbye.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        closing.TrySetResult();
        Wake();
        await pump.ConfigureAwait(false);
        link.Connected -= OnConnected;
        link.Disconnected -= OnDisconnected;
        await Task.WhenAny(PublishState(Offline(state, "shutdown")), Task.Delay(options.Grace, stamper.Clock)).ConfigureAwait(false);
    }

    private static StatePayload Offline(StatePayload online, string reason) =>
        online with { Status = DeviceStatus.Offline, Reason = reason };

    private bool Enqueue(string topic, Payload payload, bool retain)
    {
        if (!queue.Writer.TryWrite(new(topic, payload, stamper.Clock.GetUtcNow(), retain)))
        {
            Interlocked.Increment(ref queueDrops);
            return false;
        }

        Wake();
        return true;
    }

    private Task<PublishResult> PublishState(StatePayload payload) =>
        link.PublishAsync(topics.State, PayloadCodec.Write(stamper.Stamp(payload)), MqttQos.AtLeastOnce, retain: true);

    private void OnConnected()
    {
        PublishState(Volatile.Read(ref state));
        Wake();
    }

    private void OnDisconnected(string reason) => Wake();

    private void Wake() => wakeUps.Writer.TryWrite(true);

    private async Task PumpAsync()
    {
        Task? graceOver = null;
        while (true)
        {
            Work();
            if (closing.Task.IsCompleted)
            {
                graceOver ??= EndGraceAsync();
                bool allSent = window.IsEmpty && !window.HasBacklog && queue.Reader.Count == 0;
                if (allSent || graceOver.IsCompleted || !link.IsConnected)
                {
                    break;
                }
            }

            await wakeUps.Reader.ReadAsync().ConfigureAwait(false);
        }

        StoreRest();
    }

    private async Task EndGraceAsync()
    {
        await Task.Delay(options.Grace, stamper.Clock).ConfigureAwait(false);
        Wake();
    }

    private void Work()
    {
        window.Settle();
        if (!link.IsConnected)
        {
            window.Spill();
        }

        window.SendBacklog();
        while (window.IsOpen && queue.Reader.TryRead(out Outgoing message))
        {
            window.Send(message.Topic, Stamped(message), message.Retain);
        }

        // A slow broker may leave messages in the queue, but not more than half of what fits.
        while ((!link.IsConnected || queue.Reader.Count > options.QueueCapacity / 2) && queue.Reader.TryRead(out Outgoing message))
        {
            window.Store(message.Topic, Stamped(message), message.Retain);
        }
    }

    private void StoreRest()
    {
        window.Settle();
        window.Spill();
        while (queue.Reader.TryRead(out Outgoing message))
        {
            window.Store(message.Topic, Stamped(message), message.Retain);
        }
    }

    private byte[] Stamped(in Outgoing message) => PayloadCodec.Write(stamper.Stamp(message.Payload, message.Made));

    private readonly record struct Outgoing(string Topic, Payload Payload, DateTimeOffset Made, bool Retain);
}
