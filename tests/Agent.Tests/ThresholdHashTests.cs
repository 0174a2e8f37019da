using Agent.Audio;
using Agent.Plans;
using Agent.Recognition;

using Edge.Runtime.Audio;
using Edge.Runtime.Decoding;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;
using Edge.Telemetry.Contracts;

namespace Agent.Tests;

/// <summary>A device whose thresholds move while it listens, and a host that computes the same from its telemetry.</summary>
public sealed class ThresholdHashTests : IRecognitionListener
{
    private static readonly RecognizerModel Model = ModelFile.Load(Repository.Model);
    private readonly NetworkFactory _factory = new(Model, []);
    private readonly List<TelemetryPayload> _windows = [];
    private RecognitionLoop? _loop;

    [Fact]
    public void The_posterior_hash_follows_from_the_sound_and_the_thresholds_that_telemetry_names()
    {
        short[] sound = AudioFile.ReadMono16k(Directory.EnumerateFiles(Repository.Samples, "*.flac", SearchOption.AllDirectories).Order().First())[..(4 * FeatureOptions.SampleRate)];
        using (_loop = new RecognitionLoop(new Sound(sound), Network(0), this, 0.5, TimeProvider.System, ShadowSchedule.OfShare(0.5)))
        {
            _loop.Run(CancellationToken.None);
        }

        Assert.True(_windows.Count >= 8);
        Assert.True(_windows.Select(w => w.Layers[1].DeltaThreshold).Distinct().Count() >= 8);
        Assert.Contains(_windows, w => w.Shadow is { DivergenceBits: > 0 });
        Assert.Equal(_windows.Select(w => w.PosteriorHash), Replayed(sound));
    }

    void IRecognitionListener.OnPhone(string recording, in PhoneEvent phone, double startSeconds, double endSeconds)
    {
    }

    void IRecognitionListener.OnWindow(WindowReport report)
    {
        _windows.Add(report.Payload);
        _loop!.Request(Network(_windows.Count));
    }

    private RunningNetwork Network(int step)
    {
        PrecisionPlan plan = Model.UniformPlan(8, 8, deltaThreshold: 0);
        LayerPrecision[] layers = [.. plan.Layers.Select((l, i) => i is 1 or 2 ? l with { DeltaThreshold = step, DeltaBounds = new(0, 40) } : l)];
        return _factory.Make(plan with { Layers = layers, DivergenceBudget = 1 }, 3);
    }

    /// <summary>Hashes at the end of every window, from nothing but the sound and what telemetry says.</summary>
    private IEnumerable<string> Replayed(short[] sound)
    {
        PhoneListSink sink = new();
        PrecisionPlan bits = Model.UniformPlan(8, 8);
        using PhoneRecognizer recognizer = new(new QuantizedNetwork(Model, Named(bits, _windows[0])));
        int at = 0;
        for (int i = 0; i < _windows.Count; i++)
        {
            if (i > 0)
            {
                recognizer.Switch(new QuantizedNetwork(Model, Named(bits, _windows[i])));
            }

            int samples = (int)Math.Round(_windows[i].WindowSeconds * FeatureOptions.SampleRate);
            recognizer.Accept(sound.AsSpan(at, samples), sink);
            at += samples;
            if (samples > 0 && at == sound.Length)
            {
                recognizer.Finish(sink);
            }

            yield return recognizer.Hash.Current();
        }
    }

    private static PrecisionPlan Named(PrecisionPlan bits, TelemetryPayload window) =>
        bits with { Layers = [.. bits.Layers.Zip(window.Layers, (l, named) => l with { DeltaThreshold = named.DeltaThreshold })] };

    /// <summary>One recording, hop by hop, that ends the stream.</summary>
    private sealed class Sound(short[] samples) : IAudioSource
    {
        private int _at;

        public string Recording => "sound";

        public AudioChunk Read(Span<short> buffer, CancellationToken cancellation)
        {
            int count = Math.Min(buffer.Length, samples.Length - _at);
            samples.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return new AudioChunk(count, _at == samples.Length, _at == samples.Length);
        }

        public void Dispose()
        {
        }
    }
}
