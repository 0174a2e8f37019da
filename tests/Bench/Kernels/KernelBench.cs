using Agent.Bench;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>
/// One frame's products at every width and instruction set, against a streaming read of the same weight bytes and, in the second-level
/// cache, against the register peak of 256-bit <c>vpdpbusd</c>. Times include preparing the activations.
/// </summary>
internal sealed class KernelBench(BenchLog log, RoundSettings settings)
{
    private static readonly (int WeightBits, int ActivationBits)[] Widths = [(16, 16), (8, 8), (4, 8), (2, 8), (8, 16), (4, 16)];

    public void Run()
    {
        OverMemory("2.3 M weights, one frame", "uni_", MatrixSets.Unidirectional, Available());
        OverMemory("5.55 M weights, one frame", "", MatrixSets.Bidirectional, [KernelSet.Best]);
        InCache();
    }

    /// <summary>Sets that this machine has, <see cref="KernelSet.Best"/> first.</summary>
    private static IReadOnlyList<KernelSet> Available() => [.. Enum.GetValues<KernelSet>().Where(KernelDispatch.Has)];

    private void OverMemory(string group, string key, IReadOnlyList<(int Rows, int Columns)> set, IReadOnlyList<KernelSet> kernels)
    {
        log.Progress($"kernels, {group}");
        long weights = MatrixSets.Weights(set);
        List<BenchCandidate> candidates = [];
        int[] bits = [.. Widths.Select(w => w.WeightBits).Distinct()];
        candidates.AddRange(bits.Select(b => new BenchCandidate($"read of the bytes of w{b}", new StreamingRead(weights * b / 8).Run, weights)));
        candidates.AddRange(Products(set, kernels));
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(candidates, settings);
        log.Add(group, times, "GMAC/s");
        foreach (CandidateTimes product in times.Skip(bits.Length))
        {
            string width = product.Candidate.Name.Split(['a', ' '])[0];
            CandidateTimes read = times.First(t => t.Candidate.Name == $"read of the bytes of {width}");
            log.Ratio($"gemv_{key}{Key(product)}_vs_stream", product, read);
        }
    }

    private void InCache()
    {
        if (!RegisterPeak.IsSupported)
        {
            return;
        }

        const string Group = "2048 x 256, one frame, in the second-level cache";
        log.Progress($"kernels, {Group}");
        List<BenchCandidate> candidates = [new("256-bit vpdpbusd in registers", new RegisterPeak().Run, RegisterPeak.Work)];
        if (PairPeak.IsSupported)
        {
            candidates.Add(new("512-bit vpmaddubsw + vpaddw", new PairPeak().Run, PairPeak.Work));
        }

        int peaks = candidates.Count;
        candidates.AddRange(Products(MatrixSets.One, Available()));
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(candidates, settings);
        log.Add(Group, times, "GMAC/s");
        foreach (CandidateTimes product in times.Skip(peaks))
        {
            log.Ratio($"gemv_{Key(product)}_l2_vs_peak", product, times[0]);
        }
    }

    // "w8 Avx2" for activations of the width that goes with the weights, "w8a16 Avx2" otherwise.
    private static IEnumerable<BenchCandidate> Products(IReadOnlyList<(int Rows, int Columns)> set, IReadOnlyList<KernelSet> kernels)
    {
        Random random = new(7);
        long weights = MatrixSets.Weights(set);
        foreach ((int weightBits, int activationBits) in Widths)
        {
            PackedMatrix[] matrices = [.. set.Select(m => new PackedMatrix(RandomCodes.Matrix(random, m.Rows, m.Columns, weightBits)))];
            short[][][] inputs = [.. set.Select(m => new[] { RandomCodes.Vector(random, m.Columns, activationBits) })];
            string name = weightBits < 16 && activationBits == 16 ? $"w{weightBits}a16" : $"w{weightBits}";
            foreach (KernelSet kernel in kernels)
            {
                yield return new BenchCandidate($"{name} {kernel}", new ProductSet(matrices, inputs, activationBits, null, kernel).Run, weights);
            }
        }
    }

    // The width alone stands for the kernels that the engine chooses.
    private static string Key(CandidateTimes product) =>
        product.Candidate.Name.Replace($" {KernelSet.Best}", "", StringComparison.Ordinal).Replace(' ', '_').ToLowerInvariant();
}
