using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>
/// Forward and backward pass of a whole network over a batch, with all the memory in between. Uses one thread; give every worker its own.
/// </summary>
public sealed unsafe class NetworkPass : IDisposable
{
    private readonly ParameterLayout _layout;
    private readonly Gemm _gemm = new();
    private readonly ILayerPass[] _layers;
    private readonly LinearPass _output;
    private readonly ParameterSegment _bias;
    private readonly AlignedBuffer _logits = new();

    /// <summary>Creates a pass; memory grows with the batches it sees.</summary>
    /// <param name="layout">The network's parameters; one with batch normalisation normalises by the statistics of every batch, as training does.</param>
    /// <param name="rounding">Rounds the inputs of matrices, straight-through backwards; null computes in plain floats.</param>
    public NetworkPass(ParameterLayout layout, ActivationRounding? rounding = null)
    {
        _layout = layout;
        _layers =
        [
            .. Enumerable.Range(0, Topology.Layers).Select<int, ILayerPass>(l =>
                Topology.IsGated ? new GatedLayerPass(layout, l, _gemm, rounding) : new SruLayerPass(layout, l, _gemm, rounding)),
        ];
        _output = new LinearPass(layout, Topology.MatrixCount - 1, _gemm, rounding);
        _bias = layout["FC.bias"];
    }

    /// <summary>
    /// Logits of the last forward pass, row-major [rows, outputs]. A loss overwrites them with its gradient before
    /// <see cref="Backward"/>.
    /// </summary>
    public Span<float> Logits => _logits.Span;

    private NetworkTopology Topology => _layout.Topology;

    /// <summary>Computes <see cref="Logits"/>.</summary>
    /// <param name="parameters">Flat parameters in the pass's layout.</param>
    /// <param name="batch">The utterances.</param>
    /// <param name="dropout">
    /// Dropout: on the inputs of layers 1 and up and of FC of an SRU network, on the candidates of a gated one; null outside training.
    /// </param>
    public void Forward(AlignedBuffer parameters, SequenceBatch batch, DropoutDraw? dropout = null)
    {
        LayerActivations? below = null;
        foreach (ILayerPass layer in _layers)
        {
            layer.Forward(parameters.Pointer, batch, below, dropout);
            below = layer.Activations;
        }

        _logits.Resize(batch.Rows * Topology.Outputs);
        _output.Forward(parameters.Pointer, batch, below!.Output, Topology.IsGated ? null : dropout, _logits.Pointer);
        for (int row = 0; row < batch.Rows; row++)
        {
            VectorMath.AddTo(_logits.Pointer + ((long)row * Topology.Outputs), parameters.Pointer + _bias.Offset, Topology.Outputs);
        }
    }

    /// <summary>Adds the gradients of the last forward pass.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    /// <param name="batch">The batch of the forward pass, unchanged.</param>
    public void Backward(AlignedBuffer parameters, AlignedBuffer gradients, SequenceBatch batch)
    {
        VectorMath.AddColumnSums(_logits.Pointer, batch.Rows, Topology.Outputs, gradients.Pointer + _bias.Offset);
        AlignedBuffer topGradient = _layers[^1].Activations.OutputGradient;
        _output.Backward(parameters.Pointer, gradients.Pointer, batch, _logits.Pointer, topGradient, accumulate: false);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            _layers[l].Backward(parameters.Pointer, gradients.Pointer, batch, l == 0 ? null : _layers[l - 1].Activations);
        }
    }

    /// <summary>What a recurrent layer computed in the last forward pass.</summary>
    internal LayerActivations ActivationsOf(int layer) => _layers[layer].Activations;

    /// <summary>The vectors that entered a matrix in the last forward pass, before rounding and dropout; in any order.</summary>
    internal ReadOnlySpan<float> InputOf(MatrixShape matrix) =>
        matrix.Role == MatrixRole.Output ? _output.Input : _layers[matrix.Layer].InputOf(matrix.Role);

    /// <summary>Takes the batch statistics of the last forward pass.</summary>
    internal void CopyStatistics(int rows, NormalizationTally tally)
    {
        tally.Rows = rows;
        foreach (ILayerPass layer in _layers)
        {
            layer.AddStatistics(tally);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ILayerPass layer in _layers)
        {
            layer.Dispose();
        }

        _output.Dispose();
        _gemm.Dispose();
        _logits.Dispose();
    }
}
