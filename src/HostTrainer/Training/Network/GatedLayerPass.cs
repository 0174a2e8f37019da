using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>
/// Forward and backward pass of one gated layer: input product and normalisation over all rows at once, then the recurrence of each direction. Dropout falls on the
/// candidate, one mask per utterance.
/// </summary>
internal sealed unsafe class GatedLayerPass : ILayerPass
{
    private readonly NetworkTopology _topology;
    private readonly LinearPass _product;
    private readonly IInputOffset _offset;
    private readonly GatedDirection[] _directions;
    private readonly GatedActivations _activations;
    private readonly TimeMajorOrder _order = new();
    private readonly DropoutMask _mask;
    private readonly AlignedBuffer _ones;

    /// <summary>Creates a pass.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="gemm">Products; shared by the passes of one thread.</param>
    /// <param name="rounding">Rounds the inputs of matrices; null leaves them.</param>
    public GatedLayerPass(ParameterLayout layout, int layer, Gemm gemm, ActivationRounding? rounding)
    {
        _topology = layout.Topology;
        _product = new LinearPass(layout, _topology.InputIndex(layer), gemm, rounding);
        _offset = layout.Normalized ? new BatchNormalization(layout, layer) : new InputBias(layout[$"x{layer}.bias"]);
        _directions = [.. Enumerable.Range(0, _topology.Directions).Select(d => new GatedDirection(layout, layer, d, gemm, rounding))];
        _activations = new GatedActivations(_topology, layer);
        _mask = new DropoutMask(_topology.LayerOutput);
        _ones = new AlignedBuffer(_topology.LayerOutput);
        _ones.Span.Fill(1f);
    }

    /// <inheritdoc/>
    public LayerActivations Activations => _activations;

    private int GateColumns => _topology.Hidden * _topology.Gates;

    /// <inheritdoc/>
    public void Forward(float* parameters, SequenceBatch batch, LayerActivations? below, DropoutDraw? dropout)
    {
        int rows = batch.Rows;
        _activations.Resize(rows);
        _order.Reset(batch);
        _product.Forward(parameters, batch, below?.Output ?? batch.Input, null, _activations.Products.Pointer);
        _offset.Forward(parameters, rows, _activations.Products.Pointer, _activations.Inputs.Pointer);
        if (dropout is { } draw)
        {
            _mask.Draw(draw.Random, draw.Rate, batch.Count);
        }

        float* mask = dropout is null ? _ones.Pointer : _mask.Pointer;
        for (int d = 0; d < _directions.Length; d++)
        {
            GatedDirection direction = _directions[d];
            direction.Resize(rows);
            _order.Gather(_activations.Inputs.Pointer + (d * GateColumns), _activations.ProductColumns, GateColumns, direction.Gates.Pointer);
            float* states = _activations.Cell.Pointer + ((long)d * rows * _topology.Hidden);
            direction.Forward(parameters, _order, states, mask + (d * _topology.Hidden), dropout is null ? 0 : _topology.LayerOutput);
            _order.Scatter(direction.Output.Pointer, _topology.Hidden, _activations.Output.Pointer + (d * _topology.Hidden), _topology.LayerOutput);
        }
    }

    /// <inheritdoc/>
    public void Backward(float* parameters, float* gradients, SequenceBatch batch, LayerActivations? below)
    {
        for (int d = 0; d < _directions.Length; d++)
        {
            GatedDirection direction = _directions[d];
            _order.Gather(
                _activations.OutputGradient.Pointer + (d * _topology.Hidden), _topology.LayerOutput, _topology.Hidden, direction.Output.Pointer);
            direction.Backward(parameters, gradients);
            _order.Scatter(direction.Gates.Pointer, GateColumns, _activations.Inputs.Pointer + (d * GateColumns), _activations.ProductColumns);
        }

        float* products = _activations.Products.Pointer;
        _offset.Backward(parameters, gradients, batch.Rows, products, _activations.Inputs.Pointer);
        _product.Backward(parameters, gradients, batch, products, below?.OutputGradient, accumulate: false);
    }

    /// <inheritdoc/>
    public void AddStatistics(NormalizationTally tally) => _offset.AddStatistics(tally);

    /// <inheritdoc/>
    public ReadOnlySpan<float> InputOf(MatrixRole role) => role switch
    {
        MatrixRole.Input => _product.Input,
        MatrixRole.Recurrent => Joined(d => d.Previous),
        MatrixRole.Candidate => Joined(d => d.CandidateInput),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no matrix of a gated layer"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GatedDirection direction in _directions)
        {
            direction.Dispose();
        }

        _product.Dispose();
        _offset.Dispose();
        _activations.Dispose();
        _mask.Dispose();
        _ones.Dispose();
    }

    private ReadOnlySpan<float> Joined(Func<GatedDirection, AlignedBuffer> choose) =>
        _directions.Length == 1 ? choose(_directions[0]).Span : _directions.SelectMany(d => choose(d).Span.ToArray()).ToArray();
}
