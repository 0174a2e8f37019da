using Edge.Telemetry.Contracts;
using Edge.Telemetry.Journal;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Publishing;
using Edge.Telemetry.Tests.Support;

using Xunit;

namespace Edge.Telemetry.Tests.Publishing;

public sealed class PublisherOverUnreliableNetworkTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private MessageJournal OpenJournal() => MessageJournal.Open(new(directory["journal"]), TimeProvider.System);

    private static TelemetryPublisher Create(IMqttLink link, MessageJournal journal, PublisherOptions? options = null) =>
        new(link, journal, Accounts.Topics, new PayloadStamper(TimeProvider.System), Samples.Birth, options);

    private static long[] Numbers(UnreliableLink link) =>
        [.. link.Arrived.Where(a => a.Topic == Accounts.Topics.Health).Select(a => Samples.Number(a.Payload))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Whatever_the_network_does_every_message_arrives_and_first_arrivals_are_in_order(int seed)
    {
        const int Count = 600;
        UnreliableLink link = new(seed);
        using MessageJournal journal = OpenJournal();
        await using TelemetryPublisher publisher = Create(link, journal, new(Window: 1 + (seed * 3)));
        for (int i = 1; i <= Count; i++)
        {
            Assert.True(publisher.Send(Samples.Health(i)));
            link.Step();
            if (i % 7 == 0)
            {
                await Task.Yield();
            }
        }

        link.Reliable = true;
        link.SetConnected(true);
        link.Answer(int.MaxValue, PublishResult.Acknowledged);
        await Eventually.TrueAsync(() => journal.Waiting == 0 && Numbers(link).Distinct().Count() == Count, "all arrive");

        Assert.Equal(Enumerable.Range(1, Count).Select(i => (long)i), Numbers(link).Distinct());
        Assert.Equal(0, publisher.Counters.Dropped);
    }

    [Fact]
    public async Task With_a_good_connection_nothing_is_written_to_the_journal_and_nothing_is_sent_twice()
    {
        UnreliableLink link = new(1) { Reliable = true };
        link.SetConnected(true);
        using MessageJournal journal = OpenJournal();
        await using TelemetryPublisher publisher = Create(link, journal);
        for (int i = 1; i <= 100; i++)
        {
            publisher.Send(Samples.Health(i));
        }

        await Eventually.TrueAsync(() => publisher.Counters.Delivered == 100, "all delivered");
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), Numbers(link));
        Assert.Empty(Directory.GetFiles(directory["journal"], "*.journal"));
    }

    [Fact]
    public async Task A_broker_that_never_acknowledges_fills_the_journal_instead_of_the_memory()
    {
        UnreliableLink link = new(1);
        link.SetConnected(true);
        using MessageJournal journal = OpenJournal();
        PublisherOptions options = new(QueueCapacity: 64, Window: 4) { Grace = TimeSpan.Zero };
        TelemetryPublisher publisher = Create(link, journal, options);
        for (int i = 1; i <= 500; i++)
        {
            while (!publisher.Send(Samples.Health(i)))
            {
                await Task.Delay(1);
            }
        }

        await Eventually.TrueAsync(() => journal.Waiting >= 400, "the journal takes what the queue cannot");
        await publisher.DisposeAsync();

        List<long> kept = [];
        for (JournalRecord? record = journal.PeekAfter(0); record is not null; record = journal.PeekAfter(record.Id))
        {
            kept.Add(Samples.Number(record.Payload.Span));
        }

        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), kept);
    }

    [Fact]
    public async Task A_refused_message_is_counted_and_does_not_hold_up_the_next()
    {
        UnreliableLink link = new(9);
        link.SetConnected(true);
        using MessageJournal journal = OpenJournal();
        await using TelemetryPublisher publisher = Create(link, journal);
        link.Answer(1, PublishResult.Acknowledged);
        publisher.Send(Samples.Health(1));
        await Eventually.TrueAsync(() => Numbers(link).Length == 1, "sent");
        link.Answer(1, new(PublishOutcome.Refused, "not authorised"));
        link.Reliable = true;
        publisher.Send(Samples.Health(2));

        await Eventually.TrueAsync(() => publisher.Counters is { Refused: 1, Delivered: 1 }, "one refused, one delivered");
    }

    [Fact]
    public void A_full_queue_drops_counts_and_never_waits()
    {
        using MessageJournal journal = OpenJournal();
        using BlockedLink link = new();
        TelemetryPublisher publisher = Create(link, journal, new(QueueCapacity: 8) { Grace = TimeSpan.Zero });
        int taken = Enumerable.Range(1, 1000).Count(i => publisher.Send(Samples.Health(i)));

        Assert.InRange(taken, 8, 999);
        Assert.Equal(1000 - taken, publisher.Counters.Dropped);
    }
}
