using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// What a gated layer (LSTM, GRU, Li-GRU) remembers between its forward and its backward pass, beside what its directions keep. Row-major, one row per
/// frame of the batch, columns (direction, gate, unit).
/// </summary>
internal sealed class GatedActivations(NetworkTopology topology, int layer) : LayerActivations(layer, topology.LayerOutput)
{
    /// <summary>Elements of one row of <see cref="Products"/> and <see cref="Inputs"/>.</summary>
    public int ProductColumns { get; } = topology.LayerOutput * topology.Gates;

    /// <summary>W x, and later its gradient.</summary>
    public AlignedBuffer Products { get; } = new();

    /// <summary>What the input adds to the pre-activations, normalised or with its bias; later the gradient of the pre-activations.</summary>
    public AlignedBuffer Inputs { get; } = new();

    /// <summary>
    /// Cell states of an LSTM in the last forward pass, [direction x row x unit] with rows in the order of <see cref="TimeMajorOrder"/>; empty for other
    /// cells.
    /// </summary>
    public AlignedBuffer Cell { get; } = new();

    /// <inheritdoc/>
    public override void Resize(int rows)
    {
        base.Resize(rows);
        Products.Resize(rows * ProductColumns);
        Inputs.Resize(rows * ProductColumns);
        Cell.Resize(topology.Cell == CellKind.Lstm ? rows * topology.LayerOutput : 0);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Products.Dispose();
        Inputs.Dispose();
        Cell.Dispose();
    }
}
