using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>Forward and backward pass of one recurrent layer with the projection in front of it.</summary>
internal sealed unsafe class SruLayerPass : IDisposable
{
    private readonly ParameterLayout _layout;
    private readonly Gemm _gemm;
    private readonly int _layer;
    private readonly ParameterSegment _weight;
    private readonly ParameterSegment? _projection;
    private readonly ParameterSegment _recurrent;
    private readonly ParameterSegment _bias;
    private readonly AlignedBuffer _zero;
    private readonly AlignedBuffer _carry;
    private readonly AlignedBuffer _projectedGradient = new();
    private readonly DropoutMask _mask;
    private readonly LayerRounding? _rounding;
    private float* _input;
    private float* _hidden;
    private bool _masked;

    public SruLayerPass(ParameterLayout layout, int layer, Gemm gemm, ActivationRounding? rounding)
    {
        _rounding = rounding is null ? null : new LayerRounding(rounding, layer);
        _layout = layout;
        _layer = layer;
        _gemm = gemm;
        _weight = layout[$"L{layer}.weight"];
        _recurrent = layout[$"L{layer}.recurrent"];
        _bias = layout[$"L{layer}.bias"];
        _projection = layer == 0 ? null : layout[$"Pr{layer}.weight"];
        _zero = new AlignedBuffer(layout.Topology.Hidden);
        _carry = new AlignedBuffer(layout.Topology.Hidden);
        _mask = new DropoutMask(_weight.Columns);
        Activations = new LayerActivations(layout.Topology, layer);
    }

    /// <summary>What the layer computed.</summary>
    public LayerActivations Activations { get; }

    private NetworkTopology Topology => _layout.Topology;

    /// <summary>Computes the layer's output.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="batch">The utterances.</param>
    /// <param name="below">The layer below, null for layer 0.</param>
    /// <param name="dropout">Dropout on the layer's input, or null. Layer 0's input is never dropped.</param>
    public void Forward(float* parameters, SequenceBatch batch, LayerActivations? below, DropoutDraw? dropout)
    {
        int rows = batch.Rows;
        Activations.Resize(rows);
        AlignedBuffer input = batch.Input;
        if (below is not null)
        {
            input = Activations.Projected;
            _hidden = _rounding is null ? below.Output.Pointer : _rounding.Hidden(below.Output);
            LinearMap.Apply(_gemm, rows, _hidden, parameters, _projection!, input.Pointer);
        }

        _input = _rounding is null ? input.Pointer : _rounding.Input(input);
        if (below is not null)
        {
            _masked = dropout is not null;
            if (dropout is { } draw)
            {
                _mask.Draw(draw.Random, draw.Rate, batch.Count);
                _mask.Apply(batch, _input, _input);
            }
        }

        LinearMap.Apply(_gemm, rows, _input, parameters, _weight, Activations.Products.Pointer);
        for (int direction = 0; direction < Topology.Directions; direction++)
        {
            RecurrenceData data = Bind(parameters, null, below, direction);
            for (int u = 0; u < batch.Count; u++)
            {
                int first = batch.Offsets[u];
                SruRecurrence.Forward(data, _zero.Pointer, first, batch.Offsets[u + 1] - first, direction == 1);
            }
        }
    }

    /// <summary>
    /// From the gradient in <see cref="LayerActivations.OutputGradient"/>: adds to the parameters' gradients and writes the gradient of
    /// the layer below.
    /// </summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    /// <param name="batch">The batch of the forward pass.</param>
    /// <param name="below">The layer below, null for layer 0.</param>
    public void Backward(float* parameters, float* gradients, SequenceBatch batch, LayerActivations? below)
    {
        int rows = batch.Rows;
        for (int direction = 0; direction < Topology.Directions; direction++)
        {
            RecurrenceData data = Bind(parameters, gradients, below, direction);
            for (int u = 0; u < batch.Count; u++)
            {
                int first = batch.Offsets[u];
                SruRecurrence.Backward(data, _zero.Pointer, _carry.Pointer, first, batch.Offsets[u + 1] - first, direction == 1);
            }
        }

        float* products = Activations.Products.Pointer;
        LinearMap.AddWeightGradient(_gemm, rows, products, _input, gradients, _weight);
        if (below is null)
        {
            return;
        }

        _projectedGradient.Resize(rows * _weight.Columns);
        float* projected = _projectedGradient.Pointer;
        LinearMap.InputGradient(_gemm, rows, products, parameters, _weight, projected, accumulate: false);
        if (_masked)
        {
            _mask.Apply(batch, projected, projected);
        }

        _rounding?.InputGradient(Activations.Projected, _projectedGradient);
        LinearMap.AddWeightGradient(_gemm, rows, projected, _hidden, gradients, _projection!);
        if (_rounding is null)
        {
            LinearMap.InputGradient(_gemm, rows, projected, parameters, _projection!, below.OutputGradient.Pointer, accumulate: true);
            return;
        }

        LinearMap.InputGradient(_gemm, rows, projected, parameters, _projection!, _rounding.HiddenGradient(below.Output.Length), accumulate: false);
        _rounding.AddHiddenGradient(below.Output, below.OutputGradient);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _zero.Dispose();
        _carry.Dispose();
        _projectedGradient.Dispose();
        _mask.Dispose();
        _rounding?.Dispose();
        Activations.Dispose();
    }

    private RecurrenceData Bind(float* parameters, float* gradients, LayerActivations? below, int direction)
    {
        int hidden = Topology.Hidden;
        int units = direction * hidden;
        int products = units * NetworkTopology.SubMatrices(_layer);
        float* highway = below is null ? Activations.Products.Pointer + products + (3 * hidden) : below.Output.Pointer + units;
        float* highwayGradient = below is null ? highway : below.OutputGradient.Pointer + units;
        RecurrenceData data = new()
        {
            Units = hidden,
            ProductStride = Activations.ProductColumns,
            UnitStride = Topology.LayerOutput,
            HighwayStride = below is null ? Activations.ProductColumns : Topology.LayerOutput,
            Products = Activations.Products.Pointer + products,
            Highway = highway,
            HighwayScale = below is null ? 1f : (float)NetworkTopology.SkipScale,
            Forget = Activations.Forget.Pointer + units,
            Reset = Activations.Reset.Pointer + units,
            Cell = Activations.Cell.Pointer + units,
            Output = Activations.Output.Pointer + units,
            OutputGradient = Activations.OutputGradient.Pointer + units,
            HighwayGradient = highwayGradient,
            ForgetRecurrent = parameters + _recurrent.Offset + units,
            ResetRecurrent = parameters + _recurrent.Offset + _recurrent.Columns + units,
            ForgetBias = parameters + _bias.Offset + units,
            ResetBias = parameters + _bias.Offset + _bias.Columns + units,
        };
        if (gradients is not null)
        {
            data.ForgetRecurrentGradient = gradients + _recurrent.Offset + units;
            data.ResetRecurrentGradient = gradients + _recurrent.Offset + _recurrent.Columns + units;
            data.ForgetBiasGradient = gradients + _bias.Offset + units;
            data.ResetBiasGradient = gradients + _bias.Offset + _bias.Columns + units;
        }

        return data;
    }
}
