using Edge.Runtime.Model;

namespace HostTrainer.Thresholds;

/// <summary>How the matrices of a network are grouped when thresholds are chosen.</summary>
public static class ThresholdGroups
{
    /// <summary>
    /// The groups of Shrink and Eliminate: what feeds the layers from layer 1 on (projections included), the recurrent matrices from layer 1 on, and FC. Layer 0 keeps threshold 0.
    /// </summary>
    public static IReadOnlyList<ThresholdGroup> Paper(NetworkTopology topology)
    {
        IReadOnlyList<MatrixShape> shapes = topology.Matrices();
        ThresholdGroup[] groups =
        [
            Of("input path", shapes, s => s.Layer > 0 && s.Role is (MatrixRole.Input or MatrixRole.Projection)),
            Of("recurrent path", shapes, s => s.Layer > 0 && s.Role is (MatrixRole.Recurrent or MatrixRole.Candidate)),
            Of("FC", shapes, s => s.Role == MatrixRole.Output),
        ];
        return [.. groups.Where(g => g.Matrices.Count > 0)];
    }

    /// <summary>Every matrix by itself.</summary>
    public static IReadOnlyList<ThresholdGroup> PerLayer(NetworkTopology topology) =>
        [.. topology.Matrices().Select((s, i) => new ThresholdGroup(s.Name, [i]))];

    private static ThresholdGroup Of(string name, IReadOnlyList<MatrixShape> shapes, Func<MatrixShape, bool> belongs) =>
        new(name, [.. Enumerable.Range(0, shapes.Count).Where(i => belongs(shapes[i]))]);
}
