using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace HostTrainer.Training.Network;

/// <summary>
/// Where every tensor of a network lies in one flat buffer of floats. Parameters, gradients, optimiser moments and averages share a layout,
/// so an optimiser step or a checkpoint is one loop.
/// </summary>
public sealed class ParameterLayout
{
    /// <summary>Units of a vector register; hidden sizes are multiples of it.</summary>
    public const int UnitMultiple = 16;

    private readonly Dictionary<string, ParameterSegment> _byName = [];

    /// <summary>Lays out a topology.</summary>
    /// <exception cref="EdgeException">The hidden size is no multiple of <see cref="UnitMultiple"/>.</exception>
    public ParameterLayout(NetworkTopology topology)
    {
        if (topology.Hidden % UnitMultiple != 0)
        {
            throw new EdgeException(
                ExitCode.Usage, $"hidden size {topology.Hidden} is not a multiple of {UnitMultiple}", "topology", "choose another hidden size");
        }

        Topology = topology;
        List<ParameterSegment> segments = [];
        foreach (MatrixShape shape in topology.Matrices())
        {
            Add(segments, $"{shape.Name}.weight", shape.Rows, shape.Columns, isMatrix: true);
            if (shape.Role == MatrixRole.Input)
            {
                Add(segments, $"{shape.Name}.recurrent", 2, topology.LayerOutput, isMatrix: false);
                Add(segments, $"{shape.Name}.bias", 2, topology.LayerOutput, isMatrix: false);
            }
        }

        Add(segments, "FC.bias", 1, topology.Outputs, isMatrix: false);
        Segments = segments;
    }

    /// <summary>The network's shape.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>Every tensor, in data-path order.</summary>
    public IReadOnlyList<ParameterSegment> Segments { get; }

    /// <summary>Elements of the flat buffer, padding included.</summary>
    public int Length { get; private set; }

    /// <summary>The tensor of that name.</summary>
    public ParameterSegment this[string name] => _byName[name];

    private void Add(List<ParameterSegment> segments, string name, int rows, int columns, bool isMatrix)
    {
        ParameterSegment segment = new(name, Length, rows, columns, isMatrix);
        segments.Add(segment);
        _byName.Add(name, segment);
        Length = checked(Length + ((segment.Length + 15) & ~15));
    }
}
