using Edge.Runtime.Model;

namespace HostTrainer.Training.Network;

/// <summary>Forward and backward pass of one recurrent layer over a batch; one thread each.</summary>
internal unsafe interface ILayerPass : IDisposable
{
    /// <summary>What the layer computed in the last forward pass.</summary>
    LayerActivations Activations { get; }

    /// <summary>Computes the layer's output.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="batch">The utterances.</param>
    /// <param name="below">The layer below, null for layer 0.</param>
    /// <param name="dropout">Dropout, or null; every cell has its own place for it.</param>
    void Forward(float* parameters, SequenceBatch batch, LayerActivations? below, DropoutDraw? dropout);

    /// <summary>
    /// From the gradient in <see cref="LayerActivations.OutputGradient"/>: adds to the parameters' gradients and writes the gradient of
    /// the layer below.
    /// </summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    /// <param name="batch">The batch of the forward pass.</param>
    /// <param name="below">The layer below, null for layer 0.</param>
    void Backward(float* parameters, float* gradients, SequenceBatch batch, LayerActivations? below);

    /// <summary>Adds the layer's batch statistics, if it normalises by them.</summary>
    /// <param name="tally">Receives them.</param>
    void AddStatistics(NormalizationTally tally);

    /// <summary>The vectors that entered one of the layer's matrices in the last forward pass, before rounding and dropout; in any order.</summary>
    /// <param name="role">Which of the layer's matrices.</param>
    ReadOnlySpan<float> InputOf(MatrixRole role);
}
