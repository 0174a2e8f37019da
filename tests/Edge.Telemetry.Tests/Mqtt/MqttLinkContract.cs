using System.Collections.Concurrent;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Tests.Support;

using HostTrainer.Fleet;

using Xunit;

namespace Edge.Telemetry.Tests.Mqtt;

/// <summary>What every implementation of <see cref="IMqttLink"/> does, shown with a real mosquitto.</summary>
public abstract class MqttLinkContract : IAsyncLifetime
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private LoopbackBroker? broker;

    private protected LoopbackBroker Broker => broker!;

    public async Task InitializeAsync() => broker = await Accounts.StartBrokerAsync();

    public async Task DisposeAsync() => await Broker.DisposeAsync();

    protected abstract IMqttLink Create(MqttOptions options);

    private protected MqttOptions Options(BrokerAccount user, int? port = null) =>
        new(Broker.Host, port ?? Broker.Port, $"test-{Guid.NewGuid():N}")
        {
            UserName = user.Name,
            Password = user.Password,
            MinReconnectDelay = TimeSpan.FromMilliseconds(20),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
        };

    private protected async Task<IMqttLink> ConnectAsync(BrokerAccount user, int? port = null)
    {
        IMqttLink link = Create(Options(user, port));
        await link.ConnectAsync(Patience);
        return link;
    }

    private protected static Task<PublishResult> PublishAsync(IMqttLink link, string topic, string text, bool retain = false) =>
        Eventually.InTimeAsync(link.PublishAsync(topic, Encoding.UTF8.GetBytes(text), MqttQos.AtLeastOnce, retain));

    private protected static string Text(MqttMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    [Fact]
    public async Task Independent_peers_exchange_messages_with_the_link()
    {
        await using IMqttLink link = await ConnectAsync(Accounts.Host);
        ConcurrentQueue<MqttMessage> seen = [];
        link.Subscribe("mohaq/v1/+/+/telemetry", seen.Enqueue);
        using MosquittoTool subscriber = await MosquittoTool.SubscribeAsync(Broker, Accounts.Host, "mohaq/v1/#");

        PublishResult result = await PublishAsync(link, Accounts.Topics.Events, "grüße");
        await MosquittoTool.PublishAsync(Broker, Accounts.Device, Accounts.Topics.Telemetry, "from mosquitto_pub");

        Assert.Equal(PublishResult.Acknowledged, result);
        await subscriber.SeesAsync($"0 {Accounts.Topics.Events} grüße");
        await Eventually.TrueAsync(() => !seen.IsEmpty, "the link receives");
        MqttMessage message = Assert.Single(seen);
        Assert.Equal((Accounts.Topics.Telemetry, "from mosquitto_pub", false), (message.Topic, Text(message), message.Retained));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_the_trust_exit_code()
    {
        await using IMqttLink link = Create(Options(Accounts.Device) with { Password = "wrong" });
        TaskCompletionSource<EdgeException> fault = new();
        link.Faulted += e => fault.TrySetResult(e);

        EdgeException refused = await Assert.ThrowsAsync<EdgeException>(() => link.ConnectAsync(Patience));

        Assert.Equal(ExitCode.Trust, refused.ExitCode);
        Assert.Contains("refused the login", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Trust, (await Eventually.InTimeAsync(fault.Task)).ExitCode);
        Assert.False(link.IsConnected);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_ends_the_waiting_with_the_unreachable_exit_code()
    {
        await Broker.KillAsync();
        await using IMqttLink link = Create(Options(Accounts.Device));

        EdgeException e = await Assert.ThrowsAsync<EdgeException>(() => link.ConnectAsync(TimeSpan.FromMilliseconds(300)));

        Assert.Equal(ExitCode.Unreachable, e.ExitCode);
        Assert.Equal($"127.0.0.1:{Broker.Port}", e.Where);
        Assert.Equal(PublishOutcome.NotSent, (await PublishAsync(link, Accounts.Topics.Events, "x")).Outcome);
    }

    [Fact]
    public async Task A_message_the_access_list_forbids_comes_back_refused_and_the_link_goes_on()
    {
        await using IMqttLink link = await ConnectAsync(Accounts.Device);

        PublishResult forbidden = await PublishAsync(link, "mohaq/v1/lab/other/telemetry", "x");
        PublishResult allowed = await PublishAsync(link, Accounts.Topics.Telemetry, "y");

        Assert.Equal(PublishOutcome.Refused, forbidden.Outcome);
        Assert.NotEmpty(forbidden.Reason);
        Assert.Equal(PublishResult.Acknowledged, allowed);
    }

    [Theory]
    [InlineData("a/+/b")]
    [InlineData("")]
    public async Task A_topic_nobody_may_publish_on_is_refused(string topic)
    {
        await using IMqttLink link = await ConnectAsync(Accounts.Host);
        Assert.Equal(PublishOutcome.Refused, (await PublishAsync(link, topic, "x")).Outcome);
    }

    [Fact]
    public async Task A_retained_message_reaches_later_subscribers_with_the_flag_set()
    {
        await using IMqttLink link = await ConnectAsync(Accounts.Device);
        await PublishAsync(link, Accounts.Topics.PlanReported, "committed", retain: true);

        await using IMqttLink later = await ConnectAsync(Accounts.Host);
        ConcurrentQueue<MqttMessage> seen = [];
        later.Subscribe("mohaq/#", seen.Enqueue);
        await Eventually.TrueAsync(() => !seen.IsEmpty, "the retained message arrives");
        MqttMessage message = Assert.Single(seen);

        Assert.Equal(("committed", true), (Text(message), message.Retained));
    }

    [Fact]
    public async Task The_last_will_is_published_when_the_wire_is_cut()
    {
        using CuttableRelay relay = new(Broker.Port);
        using MosquittoTool subscriber = await MosquittoTool.SubscribeAsync(Broker, Accounts.Host, Accounts.Topics.State);
        MqttWill will = new(Accounts.Topics.State, "gone"u8.ToArray(), MqttQos.AtLeastOnce, Retain: true);
        await using IMqttLink link = Create(Options(Accounts.Device, relay.Port) with { Will = will });
        await link.ConnectAsync(Patience);

        relay.Cut();

        await subscriber.SeesAsync($"0 {Accounts.Topics.State} gone");
        using MosquittoTool later = await MosquittoTool.SubscribeAsync(Broker, Accounts.Host, Accounts.Topics.State);
        await later.SeesAsync($"1 {Accounts.Topics.State} gone");
    }

    [Fact]
    public async Task An_orderly_end_does_not_publish_the_last_will()
    {
        using MosquittoTool subscriber = await MosquittoTool.SubscribeAsync(Broker, Accounts.Host, "mohaq/#");
        MqttWill will = new(Accounts.Topics.State, "gone"u8.ToArray(), MqttQos.AtLeastOnce, Retain: true);
        IMqttLink link = Create(Options(Accounts.Device) with { Will = will });
        await link.ConnectAsync(Patience);
        await link.DisposeAsync();

        await MosquittoTool.PublishAsync(Broker, Accounts.Host, "mohaq/v1/end", "end");
        await subscriber.SeesAsync("0 mohaq/v1/end end");
        Assert.DoesNotContain(subscriber.Lines, l => l.EndsWith("gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_broker_restart_the_link_comes_back_with_its_subscriptions()
    {
        await using IMqttLink link = Create(Options(Accounts.Host));
        ConcurrentQueue<string> events = [];
        link.Connected += () => events.Enqueue("connected");
        link.Disconnected += _ => events.Enqueue("disconnected");
        ConcurrentQueue<string> seen = [];
        link.Subscribe("mohaq/v1/lab/#", m => seen.Enqueue(Text(m)));
        await link.ConnectAsync(Patience);

        await Broker.KillAsync();
        await Eventually.TrueAsync(() => events.Contains("disconnected"), "the loss is reported");
        Assert.False(link.IsConnected);
        await Broker.RestartAsync();
        await Eventually.TrueAsync(() => events.Count(e => e == "connected") == 2, "the link comes back");
        await PublishAsync(link, Accounts.Topics.Events, "again");

        await Eventually.TrueAsync(() => seen.Contains("again"), "the subscription is back");
    }

    [Fact]
    public async Task A_message_under_way_when_the_wire_is_cut_is_acknowledged_after_reconnecting()
    {
        using CuttableRelay relay = new(Broker.Port);
        using MosquittoTool subscriber = await MosquittoTool.SubscribeAsync(Broker, Accounts.Host, "mohaq/#");
        await using IMqttLink link = await ConnectAsync(Accounts.Device, relay.Port);
        relay.SwallowAnswers();
        Task<PublishResult> first = link.PublishAsync(Accounts.Topics.Events, "one"u8, MqttQos.AtLeastOnce, retain: false);
        await subscriber.SeesAsync($"0 {Accounts.Topics.Events} one");
        Assert.False(first.IsCompleted);

        relay.Cut();
        relay.Mend();

        Assert.Equal(PublishResult.Acknowledged, await Eventually.InTimeAsync(first));
    }

    [Fact]
    public async Task A_payload_of_ten_megabytes_is_told_but_not_delivered_and_the_link_goes_on()
    {
        await using IMqttLink device = await ConnectAsync(Accounts.Device);
        await using IMqttLink host = await ConnectAsync(Accounts.Host);
        ConcurrentQueue<MqttMessage> seen = [];
        device.Subscribe(Accounts.Topics.PlanDesired, seen.Enqueue);

        await Eventually.InTimeAsync(host.PublishAsync(Accounts.Topics.PlanDesired, new byte[10_000_000], MqttQos.AtLeastOnce, retain: true));
        await Eventually.TrueAsync(() => seen.Count == 1, "the large payload is told");
        await PublishAsync(host, Accounts.Topics.PlanDesired, "small", retain: true);
        await Eventually.TrueAsync(() => seen.Count == 2, "the small payload follows");

        MqttMessage[] both = [.. seen];
        Assert.Equal((true, 10_000_000, 0), (both[0].TooLarge, both[0].Size, both[0].Payload.Length));
        Assert.Equal((false, "small"), (both[1].TooLarge, Text(both[1])));
    }

    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_next_message_arrives()
    {
        await using IMqttLink link = await ConnectAsync(Accounts.Host);
        TaskCompletionSource<EdgeException> fault = new();
        link.Faulted += e => fault.TrySetResult(e);
        ConcurrentQueue<string> seen = [];
        link.Subscribe("mohaq/v1/bad", _ => throw new InvalidOperationException("on purpose"));
        link.Subscribe("mohaq/v1/+", m => seen.Enqueue(Text(m)));

        await PublishAsync(link, "mohaq/v1/bad", "1");
        await PublishAsync(link, "mohaq/v1/good", "2");

        Assert.Contains("on purpose", (await Eventually.InTimeAsync(fault.Task)).Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => seen.Contains("2"), "the link goes on");
    }

    [Fact]
    public async Task Publishing_after_the_end_says_so()
    {
        IMqttLink link = await ConnectAsync(Accounts.Host);
        await link.DisposeAsync();
        Assert.NotEqual(PublishOutcome.Acknowledged, (await PublishAsync(link, "mohaq/x", "x")).Outcome);
    }
}
