using System.Collections.Concurrent;

using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;

using HostTrainer.Fleet;

namespace Agent.Tests;

/// <summary>The operator's side of the wire: hears everything a device says and writes its desired plan.</summary>
internal sealed class Operator : IAsyncDisposable
{
    private readonly MosquittoLink _link;
    private readonly Topics _topics;
    private readonly BlockingCollection<MqttMessage> _messages = [];

    public Operator(LoopbackBroker broker, BrokerAccount account, DeviceAddress device)
    {
        _topics = new Topics(device);
        _link = new MosquittoLink(new MqttOptions(broker.Host, broker.Port, "operator") { UserName = account.Name, Password = account.Password });
        _link.Subscribe($"mohaq/v1/{device}/#", _messages.Add);
    }

    public Task ConnectAsync() => _link.ConnectAsync(TimeSpan.FromSeconds(20));

    public async Task PushAsync(byte[] document) =>
        Assert.Equal(PublishOutcome.Acknowledged, (await _link.PublishAsync(_topics.PlanDesired, document, MqttQos.AtLeastOnce, retain: true)).Outcome);

    /// <summary>Waits for a plan report that fulfils a condition.</summary>
    public PlanReportedPayload AwaitReport(Func<PlanReportedPayload, bool> condition) => Await(_topics.PlanReported, condition);

    public TelemetryPayload AwaitTelemetry(Func<TelemetryPayload, bool> condition) => Await(_topics.Telemetry, condition);

    public StatePayload AwaitState(Func<StatePayload, bool> condition) => Await(_topics.State, condition);

    /// <summary>Forgets what was heard so far.</summary>
    public void Forget()
    {
        while (_messages.TryTake(out _))
        {
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private T Await<T>(string topic, Func<T, bool> condition)
        where T : Payload
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(90));
        List<string> heard = [];
        try
        {
            while (true)
            {
                MqttMessage message = _messages.Take(limit.Token);
                if (message.Topic != topic)
                {
                    continue;
                }

                T payload = PayloadCodec.Read<T>(message.Payload.Span, topic);
                heard.Add(payload.ToString());
                if (condition(payload))
                {
                    return payload;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new EdgeException(ExitCode.CheckFailed, $"waited in vain; heard {string.Join(" | ", heard.TakeLast(5))}", topic, "see the device's log");
        }
    }
}
