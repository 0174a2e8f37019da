using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace HostTrainer.Training.Network;

/// <summary>
/// Where every tensor of a network lies in one flat buffer of floats. Parameters, gradients, optimiser moments and averages share a layout,
/// so an optimiser step or a checkpoint is one loop. Gated networks have two layouts: one with batch normalisation, which is trained
/// (<c>x0.weight x0.gamma x0.beta x0.mean x0.variance h0.weight c0.weight ...</c>), and one with a bias, which is what a device computes with
/// (<c>x0.weight x0.bias h0.weight c0.weight ...</c>).
/// </summary>
public sealed class ParameterLayout
{
    /// <summary>Units of a vector register; hidden sizes are multiples of it.</summary>
    public const int UnitMultiple = 16;

    private readonly Dictionary<string, ParameterSegment> _byName = [];

    /// <summary>Lays out a topology.</summary>
    /// <param name="topology">The network.</param>
    /// <param name="normalized">True for the layout with batch normalisation; only gated networks have one.</param>
    /// <exception cref="EdgeException">The hidden size is no multiple of <see cref="UnitMultiple"/>.</exception>
    public ParameterLayout(NetworkTopology topology, bool normalized = false)
    {
        if (topology.Hidden % UnitMultiple != 0)
        {
            throw new EdgeException(
                ExitCode.Usage, $"hidden size {topology.Hidden} is not a multiple of {UnitMultiple}", "topology", "choose another hidden size");
        }

        Topology = topology;
        Normalized = normalized && topology.IsGated;
        List<ParameterSegment> segments = [];
        foreach (MatrixShape shape in topology.Matrices())
        {
            Add(segments, $"{shape.Name}.weight", shape.Rows, shape.Columns, isMatrix: true);
            if (shape.Role == MatrixRole.Input)
            {
                AddVectors(segments, shape);
            }
        }

        Add(segments, "FC.bias", 1, topology.Outputs, isMatrix: false);
        Segments = segments;
        Statistics = [.. segments.Where(s => s.Name.EndsWith(".mean", StringComparison.Ordinal) || s.Name.EndsWith(".variance", StringComparison.Ordinal))];
    }

    /// <summary>The network's shape.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>True with batch normalisation.</summary>
    public bool Normalized { get; }

    /// <summary>Running means and variances of batch normalisation: among the parameters, but without a gradient.</summary>
    public IReadOnlyList<ParameterSegment> Statistics { get; }

    /// <summary>Every tensor, in data-path order.</summary>
    public IReadOnlyList<ParameterSegment> Segments { get; }

    /// <summary>Elements of the flat buffer, padding included.</summary>
    public int Length { get; private set; }

    /// <summary>The tensor of that name.</summary>
    public ParameterSegment this[string name] => _byName[name];

    /// <summary>The tensor of that name, or null.</summary>
    public ParameterSegment? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The vectors beside a layer's input matrix.</summary>
    private void AddVectors(List<ParameterSegment> segments, MatrixShape shape)
    {
        (string[] names, int rows, int columns) = Topology.IsGated
            ? (Normalized ? ["gamma", "beta", "mean", "variance"] : new[] { "bias" }, 1, shape.Rows)
            : (["recurrent", "bias"], 2, Topology.LayerOutput);
        foreach (string name in names)
        {
            Add(segments, $"{shape.Name}.{name}", rows, columns, isMatrix: false);
        }
    }

    private void Add(List<ParameterSegment> segments, string name, int rows, int columns, bool isMatrix)
    {
        ParameterSegment segment = new(name, Length, rows, columns, isMatrix);
        segments.Add(segment);
        _byName.Add(name, segment);
        Length = checked(Length + ((segment.Length + 15) & ~15));
    }
}
