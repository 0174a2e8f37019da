using Agent.Bench;

namespace Bench.Elementwise;

/// <summary>The engine's integer gates against a chain of tensor primitives in floats; accumulators in, 8-bit codes out on both sides.</summary>
internal sealed class GateBench(BenchLog log, RoundSettings settings)
{
    private const int Units = 512;

    public void Run()
    {
        const string Group = "between two products, 512 units";
        log.Progress(Group);
        FusedGates fused = new(Units);
        TensorGates tensors = new(Units);
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(
            [
                new BenchCandidate("tensor primitives, accumulators to codes", tensors.Run),
                new BenchCandidate("engine, accumulators to codes", fused.Run),
                new BenchCandidate("tensor primitives, gates alone", tensors.RunGates),
                new BenchCandidate("engine, gates alone", fused.RunGates),
                new BenchCandidate("engine, requantisation alone", fused.RunRequantizer),
            ],
            settings);
        log.Add(Group, times);
        log.Ratio("gates_vs_tensorprimitives", times[1], times[0]);
        log.Ratio("gates_alone_vs_tensorprimitives", times[3], times[2]);
    }
}
