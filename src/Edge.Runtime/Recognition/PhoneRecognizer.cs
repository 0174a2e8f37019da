using Edge.Runtime.Cells;
using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Edge.Runtime.Recognition;

/// <summary>
/// PCM in, phones out: front end, integer SRU network and decoder over one stream, live or from files. Allocates nothing per frame. Not thread-safe; instances share a <see cref="QuantizedNetwork"/>.
/// </summary>
public sealed class PhoneRecognizer : IDisposable
{
    private readonly FrontEnd _frontEnd;
    private readonly PhoneDecoder _decoder;
    private readonly PosteriorHash _hash = new();
    private readonly short[] _features;
    private readonly int[] _logPosteriors;
    private readonly TimeProvider _time;
    private readonly IStageObserver? _observer;
    private StreamingNetwork _network;
    private QuantizedNetwork _weights;
    private long _frontEndTicks;

    /// <summary>A recogniser at the start of a stream.</summary>
    /// <param name="network">Shared weights.</param>
    /// <param name="observer">Is told stage times, or null: then no clock is read.</param>
    /// <param name="time">Source of time for the observer; the system's when null.</param>
    /// <exception cref="Errors.EdgeException">The network cannot stream.</exception>
    public PhoneRecognizer(QuantizedNetwork network, IStageObserver? observer = null, TimeProvider? time = null)
    {
        RecognizerModel model = network.Model;
        _weights = network;
        _network = new StreamingNetwork(network);
        _frontEnd = new FrontEnd(model.Features, model.Statistics);
        _decoder = new PhoneDecoder(model.Decoder, model.Topology.OutputDelay);
        _features = new short[model.Topology.InputSize];
        _logPosteriors = new int[model.Topology.Outputs];
        _observer = observer;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The network in use.</summary>
    public QuantizedNetwork Network => _weights;

    /// <summary>One product per matrix in data-path order, for their update counters.</summary>
    public IReadOnlyList<MatrixProduct> Products => _network.Products;

    /// <summary>Follows the stream and measures what thresholds change, outside the stages that the observer is told; null for none.</summary>
    public ShadowPass? Shadow { get; set; }

    /// <summary>Output frames computed since the start of the stream.</summary>
    public long Frames { get; private set; }

    /// <summary>Log posteriors of the frame computed last.</summary>
    public ReadOnlySpan<int> LogPosteriors => _logPosteriors;

    /// <summary>Seconds of audio from one output frame to the next.</summary>
    public double FrameSeconds => (double)_frontEnd.Options.Stride * FeatureOptions.HopSamples / FeatureOptions.SampleRate;

    /// <summary>Hash over the log posteriors of the stream so far.</summary>
    public PosteriorHash Hash => _hash;

    /// <summary>Seconds from the start of the stream to the start of an output frame's span.</summary>
    public double StartSeconds(int outputFrame)
    {
        int centre = FeatureExtractor.CentreSample(_frontEnd.Options, outputFrame);
        return Math.Max(0, centre - (_frontEnd.Options.Stride * FeatureOptions.HopSamples / 2)) / (double)FeatureOptions.SampleRate;
    }

    /// <summary>Takes samples and reports the phones they complete.</summary>
    /// <param name="pcm">16 kHz mono samples, any number.</param>
    /// <param name="sink">Receives phones.</param>
    public void Accept(ReadOnlySpan<short> pcm, IPhoneSink sink)
    {
        while (true)
        {
            long start = Now();
            bool ready = _frontEnd.TryNext(ref pcm, _features);
            _frontEndTicks += Now() - start;
            if (!ready)
            {
                return;
            }

            Step(sink);
        }
    }

    /// <summary>Ends the stream: lets the network catch up with its output delay and reports the last phones.</summary>
    public void Finish(IPhoneSink sink)
    {
        _features.AsSpan().Clear();
        for (int i = 0; i < _weights.Model.Topology.OutputDelay; i++)
        {
            Step(sink);
        }

        _decoder.Finish(sink);
    }

    /// <summary>Goes back to the start of a stream.</summary>
    public void Reset()
    {
        _frontEnd.Reset();
        _network.Reset();
        Shadow?.Reset();
        _decoder.Reset();
        _hash.Finish();
        Frames = 0;
    }

    /// <summary>
    /// Changes precision between two frames: front end, cell states and decoder go on, held inputs of the delta network start anew.
    /// </summary>
    /// <param name="network">The same model at another plan.</param>
    /// <exception cref="Errors.EdgeException">It is another model.</exception>
    public void Switch(QuantizedNetwork network)
    {
        StreamingNetwork next = new(network);
        next.ContinueFrom(_network);
        (_network, _weights) = (next, network);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Step(IPhoneSink sink)
    {
        long start = Now();
        _network.Step(_features, _logPosteriors);
        long networkDone = Now();
        _hash.Append(_logPosteriors);
        _decoder.Accept(_logPosteriors, sink);
        Frames++;
        _observer?.OnFrame(_frontEndTicks, networkDone - start, Now() - networkDone);
        _frontEndTicks = 0;
        Shadow?.Follow(_network, _features, _logPosteriors);
    }

    private long Now() => _observer is null ? 0 : _time.GetTimestamp();
}
