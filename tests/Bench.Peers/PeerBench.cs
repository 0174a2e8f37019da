using Agent.Bench;

using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

namespace Bench.Peers;

/// <summary>The same network in the engine and in ONNX Runtime, step by step: hot, paced and cold.</summary>
internal sealed class PeerBench(BenchLog log, RoundSettings settings)
{
    private const int FeatureFrames = 64;
    private const int ComparedFrames = 50;
    private const double LargestDifference = 0.05;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public void Run(OrtLibrary library)
    {
        log.Progress($"steps against ONNX Runtime {library.Version}");
        RecognizerModel model = BenchModel.Create(seed: 1);
        short[][] features = BenchSignal.Features(new FrontEnd(model.Features, model.Statistics), FeatureFrames);
        CheckSameNetwork(library, model, features);

        using OrtStep full = new(library, model, PeerPrecision.Float, features);
        using OrtStep eight = new(library, model, PeerPrecision.DynamicInt8, features);
        using OrtStep four = new(library, model, PeerPrecision.FourBits, features);
        List<BenchCandidate> candidates = [new("ort_fp32", full.Run), new("ort_int8", eight.Run), new("ort_4bit", four.Run)];
        candidates.AddRange(new[] { 8, 4, 2 }.Select(bits =>
            new BenchCandidate($"w{bits}", new StepLoop(new QuantizedNetwork(model, model.UniformPlan(bits, 8)), features).Run)));

        Compare("step", "step, hot", InterleavedRounds.Hot(candidates, settings));
        Compare("paced", "step, one per 10 ms", InterleavedRounds.Paced(candidates, settings, Pause));
        Compare("cold", "step, cold caches", InterleavedRounds.Cold(candidates, settings));
    }

    /// <summary>The float graph and the engine at 16 bits must say the same, or the comparison would be of different networks.</summary>
    private void CheckSameNetwork(OrtLibrary library, RecognizerModel model, short[][] features)
    {
        using OrtStep peer = new(library, model, PeerPrecision.Float, features);
        StepLoop engine = new(new QuantizedNetwork(model, model.MasterPlan()), features);
        double largest = 0;
        for (int frame = 0; frame < ComparedFrames; frame++)
        {
            peer.Run();
            engine.Run();
            for (int i = 0; i < peer.LogPosteriors.Length; i++)
            {
                double bits = peer.LogPosteriors[i] / Math.Log(2);
                largest = Math.Max(largest, Math.Abs(bits - (engine.LogPosteriors[i] / (double)(1 << LogProbability.FractionBits))));
            }
        }

        log.Fact("largest_difference_of_log2_posteriors_fp32_to_16_bits", largest);
        if (!(largest < LargestDifference))
        {
            throw new EdgeException(
                ExitCode.CheckFailed, $"posteriors differ by {largest:0.000} in log2", "float graph against the engine at 16 bits", "compare the graph with the engine's equations");
        }
    }

    private void Compare(string prefix, string group, IReadOnlyList<CandidateTimes> times)
    {
        log.Add(group, times);
        foreach (CandidateTimes own in times.Where(t => t.Candidate.Name[0] == 'w'))
        {
            foreach (CandidateTimes peer in times.Where(t => t.Candidate.Name[0] == 'o'))
            {
                string name = $"{prefix}_{own.Candidate.Name}_vs_{peer.Candidate.Name}";
                log.Ratio(name, own, peer);
                log.Fact($"{name}_p99", peer.Microseconds.P99 / own.Microseconds.P99);
            }
        }
    }
}
