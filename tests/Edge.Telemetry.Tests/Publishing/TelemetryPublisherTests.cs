using System.Collections.Concurrent;

using Edge.Telemetry.Contracts;
using Edge.Telemetry.Journal;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Publishing;
using Edge.Telemetry.Tests.Support;

using HostTrainer.Fleet;

using Xunit;

namespace Edge.Telemetry.Tests.Publishing;

/// <summary>The publisher with a real broker and a real disk.</summary>
public sealed class TelemetryPublisherTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private readonly ConcurrentQueue<MqttMessage> seen = [];
    private LoopbackBroker broker = null!;

    public async Task InitializeAsync() => broker = await Accounts.StartBrokerAsync();

    public async Task DisposeAsync()
    {
        await broker.DisposeAsync();
        directory.Dispose();
    }

    private MosquittoLink Link(BrokerAccount user, MqttWill? will = null, int? port = null) =>
        new(new MqttOptions(broker.Host, port ?? broker.Port, $"test-{Guid.NewGuid():N}")
        {
            UserName = user.Name,
            Password = user.Password,
            Will = will,
            MinReconnectDelay = TimeSpan.FromMilliseconds(20),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
        });

    private MessageJournal OpenJournal() => MessageJournal.Open(new(directory["journal"]), TimeProvider.System);

    private async Task<MosquittoLink> ListenAsync()
    {
        MosquittoLink link = Link(Accounts.Host);
        link.Subscribe("mohaq/v1/#", seen.Enqueue);
        await link.ConnectAsync(TimeSpan.FromSeconds(30));
        return link;
    }

    private long[] HealthNumbers() =>
        [.. seen.Where(m => m.Topic == Accounts.Topics.Health).Select(m => Samples.Number(m.Payload.Span)).Distinct()];

    private StatePayload? LastState() =>
        seen.LastOrDefault(m => m.Topic == Accounts.Topics.State) is { } m ? PayloadCodec.Read<StatePayload>(m.Payload.Span, m.Topic) : null;

    [Fact]
    public async Task What_is_sent_while_the_broker_is_down_arrives_after_its_restart_in_order_and_whole()
    {
        await using MosquittoLink listener = await ListenAsync();
        using MessageJournal journal = OpenJournal();
        using CuttableRelay relay = new(broker.Port);
        await using MosquittoLink link = Link(Accounts.Device, port: relay.Port);
        await using TelemetryPublisher publisher = new(link, journal, Accounts.Topics, new(TimeProvider.System), Samples.Birth);
        await link.ConnectAsync(TimeSpan.FromSeconds(30));
        for (int i = 1; i <= 20; i++)
        {
            publisher.Send(Samples.Health(i));
        }

        await Eventually.TrueAsync(() => HealthNumbers().Length == 20, "the first messages arrive");
        await broker.KillAsync();
        for (int i = 21; i <= 220; i++)
        {
            publisher.Send(Samples.Health(i));
        }

        await Eventually.TrueAsync(() => journal.Waiting >= 200, "the messages wait in the journal");

        // The device stays cut off until the listener has subscribed again; it would miss messages otherwise.
        relay.Cut();
        TaskCompletionSource listening = new();
        listener.Connected += listening.SetResult;
        await broker.RestartAsync();
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(30));
        relay.Mend();
        await Eventually.TrueAsync(() => HealthNumbers().Length == 220 && journal.Waiting == 0, "all arrive");

        Assert.Equal(Enumerable.Range(1, 220).Select(i => (long)i), HealthNumbers());
        Assert.Equal((0L, 0L), (publisher.Counters.Dropped, publisher.Counters.Refused));
    }

    [Fact]
    public async Task What_an_earlier_run_could_not_send_is_sent_by_the_next_run()
    {
        await broker.KillAsync();
        using (MessageJournal journal = OpenJournal())
        {
            await using MosquittoLink link = Link(Accounts.Device);
            link.Start();
            await using TelemetryPublisher publisher = new(link, journal, Accounts.Topics, new(TimeProvider.System), Samples.Birth);
            for (int i = 1; i <= 50; i++)
            {
                publisher.Send(Samples.Health(i));
            }
        }

        await broker.RestartAsync();
        await using MosquittoLink listener = await ListenAsync();
        using MessageJournal again = OpenJournal();
        Assert.Equal(50, again.Waiting);
        await using MosquittoLink secondLink = Link(Accounts.Device);
        await using TelemetryPublisher second = new(secondLink, again, Accounts.Topics, new(TimeProvider.System), Samples.Birth);
        second.Send(Samples.Health(51));
        secondLink.Start();

        await Eventually.TrueAsync(() => HealthNumbers().Length == 51 && again.Waiting == 0, "all arrive");
        Assert.Equal(Enumerable.Range(1, 51).Select(i => (long)i), HealthNumbers());
    }

    [Fact]
    public async Task State_is_birth_last_will_birth_again_and_goodbye_on_one_retained_topic()
    {
        PayloadStamper stamper = new(TimeProvider.System);
        using CuttableRelay relay = new(broker.Port);
        await using MosquittoLink listener = await ListenAsync();
        using MessageJournal journal = OpenJournal();
        await using MosquittoLink link = Link(
            Accounts.Device, TelemetryPublisher.Will(Accounts.Topics, stamper, Samples.Birth), relay.Port);
        TelemetryPublisher publisher = new(link, journal, Accounts.Topics, stamper, Samples.Birth);
        link.Start();
        await Eventually.TrueAsync(() => LastState() is { Status: DeviceStatus.Online, Reason: "start" }, "birth");
        Assert.Equal(stamper.BootId, LastState()!.BootId);

        relay.Cut();
        await Eventually.TrueAsync(() => LastState() is { Status: DeviceStatus.Offline, Reason: "connectionLost" }, "last will");
        relay.Mend();
        await Eventually.TrueAsync(() => LastState() is { Status: DeviceStatus.Online }, "birth again");
        publisher.SetState(Samples.Birth with { PlanVersion = 7 });
        await Eventually.TrueAsync(() => LastState() is { PlanVersion: 7, Status: DeviceStatus.Online }, "a new state");
        await publisher.DisposeAsync();
        await Eventually.TrueAsync(() => LastState() is { Status: DeviceStatus.Offline, Reason: "shutdown" }, "goodbye");

        using MosquittoTool later = await MosquittoTool.SubscribeAsync(broker, Accounts.Host, Accounts.Topics.State);
        await Eventually.TrueAsync(
            () => later.Lines.Any(l => l.StartsWith("1 ", StringComparison.Ordinal) && l.Contains("shutdown", StringComparison.Ordinal)),
            "the state is retained");
    }
}
