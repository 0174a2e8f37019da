namespace Bench.Kernels;

/// <summary>Rows and columns of the matrices that are multiplied for one frame.</summary>
internal static class MatrixSets
{
    /// <summary>The benchmark model: 2.30 million weights.</summary>
    public static IReadOnlyList<(int Rows, int Columns)> Unidirectional { get; } = [.. BenchModel.Topology.Matrices().Select(m => (m.Rows, m.Columns))];

    /// <summary>The bidirectional network of the MOHAQ paper: 5.55 million weights.</summary>
    public static IReadOnlyList<(int Rows, int Columns)> Bidirectional { get; } =
        [(3300, 23), (256, 1100), (3300, 256), (256, 1100), (3300, 256), (256, 1100), (3300, 256), (1904, 1100)];

    /// <summary>One matrix that stays in the second-level cache at every width.</summary>
    public static IReadOnlyList<(int Rows, int Columns)> One { get; } = [(2048, 256)];

    /// <summary>Recurrent layers above the first, whose frames can be computed together: 1.57 million weights.</summary>
    public static IReadOnlyList<(int Rows, int Columns)> Blocks { get; } =
        [(1536, 256), (256, 512), (1536, 256), (256, 512), (1536, 256), (256, 512)];

    /// <summary>Weights of a set, which are also the multiply-accumulates of one frame.</summary>
    public static long Weights(IReadOnlyList<(int Rows, int Columns)> set) => set.Sum(m => (long)m.Rows * m.Columns);
}
