using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Journal;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Publishing;

namespace Agent;

/// <summary>The device's side of the protocol: publishes state, telemetry, phones and plan reports, and hands desired plans over.</summary>
public sealed class DeviceLink : IAsyncDisposable
{
    private const string Firmware = "mohaq-edge 0.1.0";

    private readonly MosquittoLink _link;
    private readonly MessageJournal _journal;
    private readonly TelemetryPublisher _publisher;
    private readonly TimeProvider _time;
    private readonly long _started;
    private StatePayload _state;

    /// <summary>Prepares the link; <see cref="Start"/> connects it.</summary>
    /// <param name="settings">With a broker.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="EdgeException">The journal cannot be opened, or libmosquitto is missing.</exception>
    public DeviceLink(AgentSettings settings, TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        Topics topics = new(new DeviceAddress(settings.Identity.Site, settings.Identity.Device));
        PayloadStamper stamper = new(time);
        _state = new StatePayload { Status = DeviceStatus.Online, Firmware = Firmware, ModelHash = settings.Model.Hash };
        _journal = MessageJournal.Open(new JournalOptions(Path.Combine(settings.DataDirectory, "journal")), time);
        _link = new MosquittoLink(settings.Broker! with { Will = TelemetryPublisher.Will(topics, stamper, _state) });
        _link.Faulted += e => Console.Error.WriteLine($"mohaq-edge: {e.Message}");
        _publisher = new TelemetryPublisher(_link, _journal, topics, stamper, _state);
        DesiredTopic = topics.PlanDesired;
    }

    private string DesiredTopic { get; }

    /// <summary>Starts connecting; an unreachable broker is tried again for ever.</summary>
    /// <param name="onDesired">Is given every desired plan, on the link's thread: must return soon.</param>
    public void Start(Action<MqttMessage> onDesired)
    {
        _link.Subscribe(DesiredTopic, onDesired);
        _link.Start();
    }

    /// <summary>Sends a phone. Never waits.</summary>
    public void Send(string phone, double startSeconds, double endSeconds, int score) =>
        _publisher.Send(new PhoneEventPayload
        {
            Phone = phone,
            StartSeconds = startSeconds,
            EndSeconds = endSeconds,
            Score = (double)score / (1 << LogProbability.FractionBits),
            Kind = PhoneEventKind.Final,
        });

    /// <summary>Sends a window's figures and the health of the process. Never waits.</summary>
    public void Send(TelemetryPayload window)
    {
        PublisherCounters counters = _publisher.Counters;
        _publisher.Send(window with { DroppedMessages = counters.Dropped, JournalledMessages = counters.Waiting });
        _publisher.Send(new HealthPayload
        {
            UptimeSeconds = _time.GetElapsedTime(_started).TotalSeconds,
            WorkingSetBytes = Environment.WorkingSet,
            GcCounts = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
            JournalBytes = counters.JournalBytes,
        });
    }

    /// <summary>Tells the version in force with the next state.</summary>
    public void SetPlanVersion(long version)
    {
        if (version != _state.PlanVersion)
        {
            _state = _state with { PlanVersion = version };
            _publisher.SetState(_state);
        }
    }

    /// <summary>Sends what became of a plan. Never waits.</summary>
    public void Send(PlanReportedPayload report) => _publisher.Send(report);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        _journal.Dispose();
    }
}
