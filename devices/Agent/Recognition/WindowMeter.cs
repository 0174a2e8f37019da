using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Kernels;
using Edge.Runtime.Recognition;
using Edge.Telemetry.Contracts;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Histograms;
using Edge.Tuner.Thresholds;
using Edge.Tuner.Watching;

namespace Agent.Recognition;

/// <summary>
/// Measures the recogniser over windows of audio: latency per stage, updated inputs, posterior entropy, phone rate, modelled
/// energy. Lives on the audio thread; per frame it allocates nothing.
/// </summary>
public sealed class WindowMeter(TimeProvider time) : IStageObserver
{
    private readonly LatencyHistogram _frontEnd = new();
    private readonly LatencyHistogram _network = new();
    private readonly LatencyHistogram _decoder = new();
    private readonly LatencyHistogram _total = new();
    private HistogramSnapshot[] _before = [HistogramSnapshot.Empty, HistogramSnapshot.Empty, HistogramSnapshot.Empty, HistogramSnapshot.Empty];
    private PhoneRecognizer? _recognizer;
    private double _entropy;
    private long _frames;
    private long _samples;
    private long _phones;

    /// <summary>Seconds of audio in the open window.</summary>
    public double Seconds => (double)_samples / FeatureOptions.SampleRate;

    /// <summary>The recogniser that is measured.</summary>
    public void Attach(PhoneRecognizer recognizer) => _recognizer = recognizer;

    /// <summary>Counts audio.</summary>
    public void AddSamples(int samples) => _samples += samples;

    /// <summary>Counts a final phone.</summary>
    public void AddPhone() => _phones++;

    /// <inheritdoc/>
    public void OnFrame(long frontEnd, long network, long decoder)
    {
        long frequency = time.TimestampFrequency;
        _frontEnd.Record(frontEnd, frequency);
        _network.Record(network, frequency);
        _decoder.Record(decoder, frequency);
        _total.Record(frontEnd + network + decoder, frequency);
        _entropy += LogProbability.Entropy(_recognizer!.LogPosteriors);
        _frames++;
    }

    /// <summary>Closes the window and opens the next one.</summary>
    /// <param name="running">The network that ran during the whole window.</param>
    public WindowReport Close(RunningNetwork running)
    {
        HistogramSnapshot[] now = [_frontEnd.Snapshot(), _network.Snapshot(), _decoder.Snapshot(), _total.Snapshot()];
        HistogramSnapshot[] window = [.. now.Zip(_before, (a, b) => a.Since(b))];
        double[] updated = [.. _recognizer!.Products.Select(Fraction)];
        EnergyFigure[] energy = [.. running.Energy.Select(meter => Measure(meter, updated))];
        double? entropy = _frames > 0 ? _entropy / _frames : null;
        double rate = Seconds > 0 ? _phones / Seconds : 0;
        ShadowFigures shadow = _recognizer.Shadow?.Take() ?? default;
        TelemetryPayload payload = new()
        {
            WindowSeconds = Seconds,
            Frames = _frames,
            Latency = new StageLatencies(window[0].ToSummary(), window[1].ToSummary(), window[2].ToSummary(), window[3].ToSummary()),
            Layers = [.. running.Network.Plan.Layers.Zip(updated, (layer, fraction) => new LayerActivity(layer.Name, fraction, layer.DeltaThreshold))],
            Energy = energy,
            WeightBytes = running.WeightBytes,
            PlanVersion = running.Version,
            PosteriorHash = _recognizer.Hash.Current(),
            PhoneRate = rate,
            PosteriorEntropyMean = entropy,
            Shadow = Activity(shadow),
        };
        TrialSample sample = new(
            running.Version,
            Seconds,
            _frames > 0 ? window[3].Percentile(0.99) / 1000.0 : null,
            energy.Length > 0 && Seconds > 0 ? energy[0].Microjoules / Seconds : null,
            _phones > 0 ? rate : null,
            entropy);

        _before = now;
        (_entropy, _frames, _samples, _phones) = (0, 0, 0, 0);
        foreach (MatrixProduct product in _recognizer.Products)
        {
            product.ResetCounters();
        }

        return new WindowReport(payload, sample, Sample(running, shadow, updated));
    }

    private static ShadowActivity? Activity(ShadowFigures shadow) => shadow.Frames == 0
        ? null
        : new(shadow.Frames, Math.Max(0, shadow.DivergenceBits / shadow.Frames), (double)shadow.Disagreements / shadow.Frames);

    private static ShadowSample? Sample(RunningNetwork running, ShadowFigures shadow, double[] updated) => shadow.Frames == 0
        ? null
        : new(running.Version, [.. running.Network.Plan.Layers.Select(l => l.DeltaThreshold)], shadow.Frames, shadow.DivergenceBits, updated);

    private static double Fraction(MatrixProduct product) =>
        product.OfferedInputs == 0 ? 1 : (double)product.UpdatedInputs / product.OfferedInputs;

    private EnergyFigure Measure(ModelledEnergyMeter meter, double[] updated)
    {
        double before = meter.Read().Microjoules;
        meter.Add(_frames, updated);
        return new EnergyFigure(meter.Source, meter.Tier, meter.Read().Microjoules - before);
    }
}
