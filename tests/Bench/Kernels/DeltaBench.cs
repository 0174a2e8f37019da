using Agent.Bench;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>
/// Delta products with threshold 0 against the dense product of the same width, when inputs change independently of each other and a given
/// share stays as it was; also when four neighbours change together. Times include finding the changes.
/// </summary>
internal sealed class DeltaBench(BenchLog log, RoundSettings settings)
{
    private const int Frames = 24;
    private const int PercentInFours = 75;
    private static readonly int[] UnchangedPercent = [0, 50, 75, 90, 95];

    public void Run()
    {
        foreach (int bits in (int[])[16, 8, 4, 2])
        {
            Measure(bits);
        }
    }

    private void Measure(int bits)
    {
        string group = $"delta, 2.3 M weights of {bits} bits, threshold 0";
        log.Progress(group);
        Random random = new(11);
        IReadOnlyList<(int Rows, int Columns)> set = MatrixSets.Unidirectional;
        PackedMatrix[] matrices = [.. set.Select(m => new PackedMatrix(RandomCodes.Matrix(random, m.Rows, m.Columns, bits)))];
        long weights = MatrixSets.Weights(set);
        List<BenchCandidate> candidates = [new("dense", new ProductSet(matrices, Inputs(random, set, 0), 8, null, KernelSet.Best).Run, weights)];
        candidates.AddRange(UnchangedPercent.Select(percent => new BenchCandidate(
            $"{percent} % unchanged", new ProductSet(matrices, Inputs(random, set, percent / 100.0), 8, 0, KernelSet.Best).Run, weights)));
        candidates.Add(new BenchCandidate(
            $"{PercentInFours} % unchanged, in fours", new ProductSet(matrices, InFours(random, set, PercentInFours / 100.0), 8, 0, KernelSet.Best).Run, weights));
        IReadOnlyList<CandidateTimes> times = InterleavedRounds.Hot(candidates, settings);
        log.Add(group, times, "GMAC/s of the dense product");
        for (int i = 0; i < UnchangedPercent.Length; i++)
        {
            log.Ratio($"delta_w{bits}_{UnchangedPercent[i]}", times[i + 1], times[0]);
        }

        log.Ratio($"delta_w{bits}_{PercentInFours}_in_fours", times[^1], times[0]);
    }

    private static short[][][] InFours(Random random, IReadOnlyList<(int Rows, int Columns)> set, double unchanged) =>
        [.. set.Select(m => RandomCodes.Sequence(random, m.Columns, Frames, unchanged, together: 4))];

    private static short[][][] Inputs(Random random, IReadOnlyList<(int Rows, int Columns)> set, double unchanged) =>
        [.. set.Select(m => RandomCodes.Sequence(random, m.Columns, Frames, unchanged))];
}
