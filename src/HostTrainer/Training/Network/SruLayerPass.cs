using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>Forward and backward pass of one recurrent layer with the projection in front of it.</summary>
internal sealed unsafe class SruLayerPass : ILayerPass
{
    private readonly NetworkTopology _topology;
    private readonly int _layer;
    private readonly LinearPass? _projection;
    private readonly LinearPass _product;
    private readonly ParameterSegment _recurrent;
    private readonly ParameterSegment _bias;
    private readonly AlignedBuffer _zero;
    private readonly AlignedBuffer _carry;
    private readonly AlignedBuffer _projectedGradient = new();
    private readonly SruActivations _activations;

    /// <summary>Creates a pass.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="gemm">Products; shared by the passes of one thread.</param>
    /// <param name="rounding">Rounds the inputs of matrices; null leaves them.</param>
    public SruLayerPass(ParameterLayout layout, int layer, Gemm gemm, ActivationRounding? rounding)
    {
        _topology = layout.Topology;
        _layer = layer;
        int matrix = _topology.InputIndex(layer);
        _projection = layer == 0 ? null : new LinearPass(layout, matrix - 1, gemm, rounding);
        _product = new LinearPass(layout, matrix, gemm, rounding);
        _recurrent = layout[$"L{layer}.recurrent"];
        _bias = layout[$"L{layer}.bias"];
        _zero = new AlignedBuffer(_topology.Hidden);
        _carry = new AlignedBuffer(_topology.Hidden);
        _activations = new SruActivations(_topology, layer);
    }

    /// <inheritdoc/>
    public LayerActivations Activations => _activations;

    /// <inheritdoc/>
    /// <remarks>Dropout falls on the input of the layer's matrix; layer 0's input is never dropped.</remarks>
    public void Forward(float* parameters, SequenceBatch batch, LayerActivations? below, DropoutDraw? dropout)
    {
        _activations.Resize(batch.Rows);
        _projection?.Forward(parameters, batch, below!.Output, null, _activations.Projected.Pointer);
        AlignedBuffer input = below is null ? batch.Input : _activations.Projected;
        _product.Forward(parameters, batch, input, below is null ? null : dropout, _activations.Products.Pointer);
        for (int direction = 0; direction < _topology.Directions; direction++)
        {
            RecurrenceData data = Bind(parameters, null, below, direction);
            for (int u = 0; u < batch.Count; u++)
            {
                int first = batch.Offsets[u];
                SruRecurrence.Forward(data, _zero.Pointer, first, batch.Offsets[u + 1] - first, direction == 1);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(float* parameters, float* gradients, SequenceBatch batch, LayerActivations? below)
    {
        for (int direction = 0; direction < _topology.Directions; direction++)
        {
            RecurrenceData data = Bind(parameters, gradients, below, direction);
            for (int u = 0; u < batch.Count; u++)
            {
                int first = batch.Offsets[u];
                SruRecurrence.Backward(data, _zero.Pointer, _carry.Pointer, first, batch.Offsets[u + 1] - first, direction == 1);
            }
        }

        float* products = _activations.Products.Pointer;
        _projectedGradient.Resize(_activations.Projected.Length);
        _product.Backward(parameters, gradients, batch, products, below is null ? null : _projectedGradient, accumulate: false);
        _projection?.Backward(parameters, gradients, batch, _projectedGradient.Pointer, below!.OutputGradient, accumulate: true);
    }

    /// <inheritdoc/>
    public void AddStatistics(NormalizationTally tally)
    {
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> InputOf(MatrixRole role) => role switch
    {
        MatrixRole.Input => _product.Input,
        MatrixRole.Projection => _projection!.Input,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no matrix of an SRU layer"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _zero.Dispose();
        _carry.Dispose();
        _projectedGradient.Dispose();
        _projection?.Dispose();
        _product.Dispose();
        _activations.Dispose();
    }

    private RecurrenceData Bind(float* parameters, float* gradients, LayerActivations? below, int direction)
    {
        int hidden = _topology.Hidden;
        int units = direction * hidden;
        int products = units * NetworkTopology.SubMatrices(_layer);
        float* highway = below is null ? _activations.Products.Pointer + products + (3 * hidden) : below.Output.Pointer + units;
        float* highwayGradient = below is null ? highway : below.OutputGradient.Pointer + units;
        RecurrenceData data = new()
        {
            Units = hidden,
            ProductStride = _activations.ProductColumns,
            UnitStride = _topology.LayerOutput,
            HighwayStride = below is null ? _activations.ProductColumns : _topology.LayerOutput,
            Products = _activations.Products.Pointer + products,
            Highway = highway,
            HighwayScale = below is null ? 1f : (float)NetworkTopology.SkipScale,
            Forget = _activations.Forget.Pointer + units,
            Reset = _activations.Reset.Pointer + units,
            Cell = _activations.Cell.Pointer + units,
            Output = _activations.Output.Pointer + units,
            OutputGradient = _activations.OutputGradient.Pointer + units,
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
