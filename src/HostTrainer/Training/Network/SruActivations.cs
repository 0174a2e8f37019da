using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>What an SRU layer remembers between its forward and its backward pass. Row-major, one row per frame of the batch.</summary>
internal sealed class SruActivations(NetworkTopology topology, int layer) : LayerActivations(layer, topology.LayerOutput)
{
    /// <summary>Elements of one row of <see cref="Products"/>.</summary>
    public int ProductColumns { get; } = topology.LayerOutput * NetworkTopology.SubMatrices(layer);

    /// <summary>Output of the projection. Unused in layer 0, which reads the batch.</summary>
    public AlignedBuffer Projected { get; } = new();

    /// <summary>U = W x, and later its gradient.</summary>
    public AlignedBuffer Products { get; } = new();

    /// <summary>Forget gate.</summary>
    public AlignedBuffer Forget { get; } = new();

    /// <summary>Reset gate.</summary>
    public AlignedBuffer Reset { get; } = new();

    /// <summary>Cell state.</summary>
    public AlignedBuffer Cell { get; } = new();

    /// <inheritdoc/>
    public override void Resize(int rows)
    {
        base.Resize(rows);
        int units = rows * topology.LayerOutput;
        Projected.Resize(Layer == 0 ? 0 : rows * topology.Projection);
        Products.Resize(rows * ProductColumns);
        Forget.Resize(units);
        Reset.Resize(units);
        Cell.Resize(units);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[Projected, Products, Forget, Reset, Cell])
        {
            buffer.Dispose();
        }
    }
}
