using Agent.Bench;

using Edge.Runtime.Features;

namespace Bench.Elementwise;

/// <summary>One log-mel frame against the same frame with MathNet.Numerics' FFT.</summary>
internal sealed class LogMelBench(BenchLog log, RoundSettings settings)
{
    public void Run()
    {
        const string Group = "log-mel, one frame of 40 bands";
        log.Progress(Group);
        FeatureOptions options = new();
        LogMelFilterbank engine = new(options);
        MathNetLogMel peer = new(options);
        short[] window = BenchSignal.Make(FeatureOptions.WindowSamples), codes = new short[options.MelBands];
        float[] values = new float[options.MelBands];
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(
            [
                new BenchCandidate("with MathNet's real FFT", () => peer.Compute(window, values)),
                new BenchCandidate("engine", () => engine.Compute(window, codes)),
            ],
            settings);
        log.Add(Group, times);
        log.Ratio("logmel_vs_mathnet", times[1], times[0]);
    }
}
