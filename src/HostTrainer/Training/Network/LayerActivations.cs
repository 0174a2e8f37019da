using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>What every recurrent layer remembers between its forward and its backward pass. Row-major, one row per frame of the batch.</summary>
/// <param name="layer">Index of the layer.</param>
/// <param name="columns">Elements of an output vector.</param>
internal abstract class LayerActivations(int layer, int columns) : IDisposable
{
    /// <summary>Index of the layer.</summary>
    public int Layer { get; } = layer;

    /// <summary>Layer output h.</summary>
    public AlignedBuffer Output { get; } = new();

    /// <summary>Gradient with respect to <see cref="Output"/>.</summary>
    public AlignedBuffer OutputGradient { get; } = new();

    /// <summary>Makes room for a number of rows.</summary>
    public virtual void Resize(int rows)
    {
        Output.Resize(rows * columns);
        OutputGradient.Resize(rows * columns);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Output.Dispose();
        OutputGradient.Dispose();
    }
}
