using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;

namespace Agent.Bench;

/// <summary>A whole recogniser, sound to phones, that hears one output frame's samples per call.</summary>
internal sealed class RecogniserLoop : IPhoneSink, IDisposable
{
    private const int Seconds = 2;

    private readonly PhoneRecognizer _recognizer;
    private readonly short[] _pcm = BenchSignal.Make(Seconds * FeatureOptions.SampleRate);
    private readonly int _hop;
    private int _at;

    public RecogniserLoop(QuantizedNetwork network)
    {
        _recognizer = new PhoneRecognizer(network);
        _hop = network.Model.Features.Stride * FeatureOptions.HopSamples;
    }

    /// <summary>Seconds of sound per call.</summary>
    public double FrameSeconds => _recognizer.FrameSeconds;

    /// <summary>Final phones so far.</summary>
    public long Phones { get; private set; }

    public void Run()
    {
        if (_at + _hop > _pcm.Length)
        {
            _at = 0;
        }

        _recognizer.Accept(_pcm.AsSpan(_at, _hop), this);
        _at += _hop;
    }

    public void OnPhone(in PhoneEvent phone) => Phones += phone.Kind == PhoneEventKind.Final ? 1 : 0;

    public void Dispose() => _recognizer.Dispose();
}
