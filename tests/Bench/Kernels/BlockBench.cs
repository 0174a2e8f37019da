using Agent.Bench;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>
/// Several frames in one pass over the weights, against the register peak of 256-bit <c>vpdpbusd</c> and against one frame at a time. Times include
/// preparing the activations.
/// </summary>
internal sealed class BlockBench(BenchLog log, RoundSettings settings)
{
    // The block whose ratio has the short name.
    private const int Usual = 16;
    private static readonly int[] Frames = [1, 4, 8, 16, 32];

    public void Run()
    {
        if (!RegisterPeak.IsSupported)
        {
            return;
        }

        foreach (int bits in new[] { 8, 4, 2, 16 })
        {
            Measure(bits);
        }
    }

    private void Measure(int bits)
    {
        string group = $"blocks of frames, 1.57 M weights of {bits} bits";
        log.Progress(group);
        Random random = new(5);
        IReadOnlyList<(int Rows, int Columns)> set = MatrixSets.Blocks;
        int activationBits = Math.Max(8, bits);
        PackedMatrix[] matrices = [.. set.Select(m => new PackedMatrix(RandomCodes.Matrix(random, m.Rows, m.Columns, bits)))];
        List<BenchCandidate> candidates = [new("256-bit vpdpbusd in registers", new RegisterPeak().Run, RegisterPeak.Work)];
        candidates.AddRange(Frames.Select(frames => new BenchCandidate(
            $"{frames} frames", Block(random, matrices, activationBits, frames), (double)frames * MatrixSets.Weights(set))));
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(candidates, settings);
        log.Add(group, times, "GMAC/s");
        for (int i = 0; i < Frames.Length; i++)
        {
            string length = Frames[i] == Usual ? "" : $"_{Frames[i]}";
            log.Ratio($"block_w{bits}{length}_vs_peak", times[i + 1], times[0]);
        }
    }

    private static Action Block(Random random, PackedMatrix[] matrices, int activationBits, int frames)
    {
        BlockProduct[] products = [.. matrices.Select(m => new BlockProduct(m, activationBits, null, KernelSet.Best))];
        short[][] codes = [.. matrices.Select(m => RandomCodes.Vector(random, frames * m.Columns, activationBits))];
        return () =>
        {
            for (int i = 0; i < products.Length; i++)
            {
                products[i].Compute(codes[i]);
            }
        };
    }
}
