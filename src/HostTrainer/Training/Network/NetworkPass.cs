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
    private readonly SruLayerPass[] _layers;
    private readonly ParameterSegment _weight;
    private readonly ParameterSegment _bias;
    private readonly AlignedBuffer _logits = new();
    private readonly AlignedBuffer _masked = new();
    private readonly DropoutMask _mask;
    private readonly ActivationRounding? _rounding;
    private float* _input;
    private bool _dropped;

    /// <summary>Creates a pass; memory grows with the batches it sees.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="rounding">Rounds the inputs of matrices, straight-through backwards; null computes in plain floats.</param>
    public NetworkPass(ParameterLayout layout, ActivationRounding? rounding = null)
    {
        _layout = layout;
        _rounding = rounding;
        _layers = [.. Enumerable.Range(0, layout.Topology.Layers).Select(l => new SruLayerPass(layout, l, _gemm, rounding))];
        _weight = layout["FC.weight"];
        _bias = layout["FC.bias"];
        _mask = new DropoutMask(layout.Topology.LayerOutput);
    }

    /// <summary>
    /// Logits of the last forward pass, row-major [rows, outputs]. A loss overwrites them with its gradient before
    /// <see cref="Backward"/>.
    /// </summary>
    public Span<float> Logits => _logits.Span;

    /// <summary>What a recurrent layer computed in the last forward pass.</summary>
    internal LayerActivations ActivationsOf(int layer) => _layers[layer].Activations;

    private NetworkTopology Topology => _layout.Topology;

    /// <summary>Computes <see cref="Logits"/>.</summary>
    /// <param name="parameters">Flat parameters in the pass's layout.</param>
    /// <param name="batch">The utterances.</param>
    /// <param name="dropout">Dropout on the inputs of layers 1 and up and of FC; null outside training.</param>
    public void Forward(AlignedBuffer parameters, SequenceBatch batch, DropoutDraw? dropout = null)
    {
        LayerActivations? below = null;
        foreach (SruLayerPass layer in _layers)
        {
            layer.Forward(parameters.Pointer, batch, below, dropout);
            below = layer.Activations;
        }

        int rows = batch.Rows;
        _input = below!.Output.Pointer;
        _dropped = dropout is not null;
        if (_rounding is not null || _dropped)
        {
            _masked.Resize(rows * Topology.LayerOutput);
        }

        if (_rounding is not null)
        {
            _rounding.Apply(Topology.MatrixCount - 1, below.Output.Span, _masked.Span);
            _input = _masked.Pointer;
        }

        if (dropout is { } draw)
        {
            _mask.Draw(draw.Random, draw.Rate, batch.Count);
            _mask.Apply(batch, _input, _masked.Pointer);
            _input = _masked.Pointer;
        }

        _logits.Resize(rows * Topology.Outputs);
        LinearMap.Apply(_gemm, rows, _input, parameters.Pointer, _weight, _logits.Pointer);
        for (int row = 0; row < rows; row++)
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
        int rows = batch.Rows;
        LayerActivations top = _layers[^1].Activations;
        LinearMap.AddWeightGradient(_gemm, rows, _logits.Pointer, _input, gradients.Pointer, _weight);
        VectorMath.AddColumnSums(_logits.Pointer, rows, Topology.Outputs, gradients.Pointer + _bias.Offset);
        float* topGradient = top.OutputGradient.Pointer;
        LinearMap.InputGradient(_gemm, rows, _logits.Pointer, parameters.Pointer, _weight, topGradient, accumulate: false);
        if (_dropped)
        {
            _mask.Apply(batch, topGradient, topGradient);
        }

        _rounding?.MaskGradient(Topology.MatrixCount - 1, top.Output.Span, top.OutputGradient.Span);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            _layers[l].Backward(parameters.Pointer, gradients.Pointer, batch, l == 0 ? null : _layers[l - 1].Activations);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SruLayerPass layer in _layers)
        {
            layer.Dispose();
        }

        _gemm.Dispose();
        _logits.Dispose();
        _masked.Dispose();
        _mask.Dispose();
    }
}
