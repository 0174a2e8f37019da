using System.Threading.Channels;

using Agent.Audio;
using Agent.Plans;
using Agent.Recognition;

using Edge.Runtime.Decoding;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Mqtt;
using Edge.Telemetry.Platforms;
using Edge.Tuner.Apply;
using Edge.Tuner.Signing;
using Edge.Tuner.Slots;
using Edge.Tuner.Thresholds;

namespace Agent;

/// <summary>
/// The composition root of a device: audio thread, link, tuner. The audio thread only puts work into a queue; one control
/// task does everything that may wait for a disk.
/// </summary>
public sealed class EdgeAgent : IRecognitionListener, IPlanReporter
{
    private const int QueueCapacity = 1024;

    private readonly AgentSettings _settings;
    private readonly TimeProvider _time;
    private readonly IPhoneOutput _output;
    private readonly DeviceLink? _link;
    private readonly RecognizerTarget _target;
    private readonly ThresholdTuner _thresholds;
    private readonly DeviceTuner _tuner;
    private volatile PlanReport? _lastReport;
    private volatile ThresholdReport? _trusted;
    private readonly Channel<Action> _control = Channel.CreateBounded<Action>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Puts the parts together.</summary>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">A part cannot be made.</exception>
    public EdgeAgent(AgentSettings settings, IPhoneOutput output, TimeProvider time)
    {
        (_settings, _output, _time) = (settings, output, time);
        PlatformTable[] platforms = [.. settings.Board.EnergyPlatforms.Select(PlatformCatalog.OpenTable)];
        _target = new RecognizerTarget(new NetworkFactory(settings.Model, platforms));
        _link = settings.Broker is null ? null : new DeviceLink(settings, time);
        string plans = Path.Combine(settings.DataDirectory, "plans");
        _thresholds = new ThresholdTuner(_target, new ThresholdStore(plans), settings.Walk);
        _tuner = new DeviceTuner(
            new PlanVerifier(settings.Trust, settings.Identity, time),
            new PlanStore(plans),
            _thresholds,
            this,
            new DeviceTunerOptions(settings.Model.Hash, settings.FactoryPlan, settings.Bounds));
    }

    /// <summary>Runs until the source ends or the token is set.</summary>
    public async Task RunAsync(IAudioSource source, CancellationToken cancellation)
    {
        if (_tuner.Start() is { } finding)
        {
            Console.Error.WriteLine($"mohaq-edge: {finding}");
        }

        using RecognitionLoop loop = new(source, _target.Active!, this, _settings.WindowSeconds, _time, _settings.Shadow);
        _target.Attach(loop);
        Task control = Task.Run(ControlAsync, CancellationToken.None);
        _link?.SetPlanVersion(_tuner.CommittedVersion);
        _link?.Start(OnDesired);
        try
        {
            await Task.Factory.StartNew(
                () => loop.Run(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _control.Writer.TryComplete();
            await control.ConfigureAwait(false);
            await _tuner.DisposeAsync().ConfigureAwait(false);
            if (_link is not null)
            {
                await _link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    void IRecognitionListener.OnPhone(string recording, in PhoneEvent phone, double startSeconds, double endSeconds)
    {
        string name = _settings.Model.Decoder.Phones[phone.Phone];
        _output.OnPhone(recording, name, startSeconds, endSeconds, phone.Score);
        _link?.Send(name, startSeconds, endSeconds, phone.Score);
    }

    /// <inheritdoc/>
    void IRecognitionListener.OnWindow(WindowReport report) => _control.Writer.TryWrite(() =>
    {
        _link?.Send(report.Payload);
        _tuner.OnWindow(report.Sample);
        if (report.Shadow is { } shadow && _thresholds.OnShadow(shadow, _tuner.CommittedVersion) is { } trusted)
        {
            Tell(trusted);
        }

        _link?.SetPlanVersion(_tuner.CommittedVersion);
    });

    /// <inheritdoc/>
    void IPlanReporter.Report(PlanReport report)
    {
        Console.Error.WriteLine($"mohaq-edge: plan version {report.Version} {report.State}{(report.Reason is null ? "" : ": " + report.Reason)}");
        _lastReport = report;
        _link?.Send(Payload(report));
    }

    /// <summary>Thresholds are told with the plan they belong to, as a repetition of its last report.</summary>
    private void Tell(ThresholdReport trusted)
    {
        Console.Error.WriteLine($"mohaq-edge: {trusted.Sentence}");
        _trusted = trusted;
        if (_lastReport is { State: PlanState.Committed } report && report.Version == trusted.PlanVersion)
        {
            _link?.Send(Payload(report));
        }
    }

    private PlanReportedPayload Payload(PlanReport report)
    {
        PlanReportedPayload payload = report.ToPayload();
        if (report is not { State: PlanState.Committed, Version: long version })
        {
            return payload;
        }

        ThresholdReport? measured = _trusted is { } trusted && trusted.PlanVersion == version ? trusted : null;
        return payload with { Thresholds = _thresholds.TrustedOf(version), DivergenceBits = measured?.DivergenceBits, UpdatedFraction = measured?.UpdatedFraction };
    }

    private void OnDesired(MqttMessage message) =>
        _control.Writer.TryWrite(() => _tuner.OnDesired(message.Payload, message.Size));

    private async Task ControlAsync()
    {
        await foreach (Action work in _control.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            work();
        }
    }
}
