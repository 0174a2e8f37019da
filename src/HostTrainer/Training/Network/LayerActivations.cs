using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>What one recurrent layer remembers between its forward and its backward pass. Row-major, one row per frame of the batch.</summary>
internal sealed class LayerActivations(NetworkTopology topology, int layer) : IDisposable
{
    /// <summary>Index of the layer.</summary>
    public int Layer { get; } = layer;

    /// <summary>Elements of one row of <see cref="Products"/>.</summary>
    public int ProductColumns { get; } = topology.LayerOutput * NetworkTopology.SubMatrices(layer);

    /// <summary>Input of the layer's product: projection after dropout. Unused in layer 0, which reads the batch.</summary>
    public AlignedBuffer Projected { get; } = new();

    /// <summary>U = W x, and later its gradient.</summary>
    public AlignedBuffer Products { get; } = new();

    /// <summary>Forget gate.</summary>
    public AlignedBuffer Forget { get; } = new();

    /// <summary>Reset gate.</summary>
    public AlignedBuffer Reset { get; } = new();

    /// <summary>Cell state.</summary>
    public AlignedBuffer Cell { get; } = new();

    /// <summary>Layer output h.</summary>
    public AlignedBuffer Output { get; } = new();

    /// <summary>Gradient with respect to <see cref="Output"/>.</summary>
    public AlignedBuffer OutputGradient { get; } = new();

    /// <summary>Makes room for a number of rows.</summary>
    public void Resize(int rows)
    {
        int units = rows * topology.LayerOutput;
        Projected.Resize(Layer == 0 ? 0 : rows * topology.Projection);
        Products.Resize(rows * ProductColumns);
        Forget.Resize(units);
        Reset.Resize(units);
        Cell.Resize(units);
        Output.Resize(units);
        OutputGradient.Resize(units);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[Projected, Products, Forget, Reset, Cell, Output, OutputGradient])
        {
            buffer.Dispose();
        }
    }
}
