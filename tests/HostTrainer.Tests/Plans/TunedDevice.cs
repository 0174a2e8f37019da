using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;
using Edge.Tuner.Apply;
using Edge.Tuner.Signing;
using Edge.Tuner.Slots;
using Edge.Tuner.Watching;

namespace HostTrainer.Tests.Plans;

/// <summary>A device's tuner on a real link and a real directory; only the recogniser is left out.</summary>
internal sealed class TunedDevice : IPlanTarget, IPreparedPlan, IPlanReporter, IAsyncDisposable
{
    private const int MinimumWindows = 3;

    private readonly MosquittoLink _link;
    private readonly Topics _topics = new(new("lab", "kitchen"));
    private readonly PayloadStamper _stamper = new(TimeProvider.System);
    private readonly DeviceTuner _tuner;
    private readonly double _trialLatency;

    public TunedDevice(MqttOptions broker, string trust, string store, double trialLatency)
    {
        _trialLatency = trialLatency;
        _link = new(broker);
        PlanVerifier verifier = new(TrustStore.Load(trust), new("lab", "kitchen", "board"), TimeProvider.System);
        PrecisionPlan factory = PrecisionPlan.Uniform(PlanFolder.ModelHash, ["L0", "Pr1", "L1", "FC"], 16, 16);
        _tuner = new(verifier, new PlanStore(store), this, this, new(PlanFolder.ModelHash, factory, new TrialBounds(MinimumWindows)));
    }

    public long CommittedVersion => _tuner.CommittedVersion;

    public async Task StartAsync()
    {
        _tuner.Start();
        for (int i = 0; i < MinimumWindows; i++)
        {
            _tuner.OnWindow(new(_tuner.CurrentVersion, 10, 1000));
        }

        _link.Subscribe(_topics.PlanDesired, message =>
        {
            _tuner.OnDesired(message.Payload, message.Size);
            _ = JudgeAsync();
        });
        await _link.ConnectAsync(TimeSpan.FromSeconds(20));
    }

    public IPreparedPlan Prepare(PrecisionPlan plan, long version, CancellationToken cancel) => this;

    public void Activate()
    {
    }

    public void Report(PlanReport report) =>
        _ = _link.PublishAsync(_topics.PlanReported, PayloadCodec.Write(_stamper.Stamp(report.ToPayload())), MqttQos.AtLeastOnce, retain: true);

    public async ValueTask DisposeAsync()
    {
        await _tuner.DisposeAsync();
        await _link.DisposeAsync();
    }

    private async Task JudgeAsync()
    {
        await _tuner.Preparation;
        for (int i = 0; i < MinimumWindows && _tuner.CurrentVersion != _tuner.CommittedVersion; i++)
        {
            _tuner.OnWindow(new(_tuner.CurrentVersion, 10, _trialLatency));
        }
    }
}
