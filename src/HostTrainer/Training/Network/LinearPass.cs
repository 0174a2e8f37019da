using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>
/// Forward and backward pass of one matrix over all rows of a batch, with what may happen to its input first: rounding to a plan's codes, then dropout.
/// </summary>
internal sealed unsafe class LinearPass : IDisposable
{
    private readonly Gemm _gemm;
    private readonly ActivationRounding? _rounding;
    private readonly int _matrix;
    private readonly ParameterSegment _weight;
    private readonly DropoutMask _mask;
    private readonly AlignedBuffer _changed = new();
    private readonly AlignedBuffer _gradient = new();
    private AlignedBuffer? _values;
    private float* _input;
    private bool _masked;

    /// <summary>Creates a pass.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="matrix">Index of the matrix in data-path order.</param>
    /// <param name="gemm">Products; shared by the passes of one thread.</param>
    /// <param name="rounding">Rounds the input; null leaves it.</param>
    public LinearPass(ParameterLayout layout, int matrix, Gemm gemm, ActivationRounding? rounding)
    {
        MatrixShape shape = layout.Topology.Matrices()[matrix];
        _gemm = gemm;
        _rounding = rounding;
        _matrix = matrix;
        _weight = layout[$"{shape.Name}.weight"];
        _mask = new DropoutMask(shape.Columns);
    }

    /// <summary>The input of the last forward pass, before rounding and dropout.</summary>
    public ReadOnlySpan<float> Input => _values!.Span;

    /// <summary>output = input x W'.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="batch">The utterances.</param>
    /// <param name="input">One row per frame; must live, unchanged, until the backward pass.</param>
    /// <param name="dropout">Dropout on the input, or null.</param>
    /// <param name="output">Receives one row per frame.</param>
    public void Forward(float* parameters, SequenceBatch batch, AlignedBuffer input, DropoutDraw? dropout, float* output)
    {
        _values = input;
        _input = input.Pointer;
        _masked = dropout is not null;
        _changed.Resize(_masked || _rounding is not null ? input.Length : 0);
        if (_rounding is not null)
        {
            _rounding.Apply(_matrix, input.Span, _changed.Span);
            _input = _changed.Pointer;
        }

        if (dropout is { } draw)
        {
            _mask.Draw(draw.Random, draw.Rate, batch.Count);
            _mask.Apply(batch, _input, _changed.Pointer);
            _input = _changed.Pointer;
        }

        LinearMap.Apply(_gemm, batch.Rows, _input, parameters, _weight, output);
    }

    /// <summary>Adds the weights' gradient and computes the input's.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    /// <param name="batch">The batch of the forward pass.</param>
    /// <param name="outputGradient">Gradient with respect to the output.</param>
    /// <param name="inputGradient">Receives the gradient with respect to the input; null when nobody needs it.</param>
    /// <param name="accumulate">True adds to <paramref name="inputGradient"/>.</param>
    public void Backward(
        float* parameters, float* gradients, SequenceBatch batch, float* outputGradient, AlignedBuffer? inputGradient, bool accumulate)
    {
        LinearMap.AddWeightGradient(_gemm, batch.Rows, outputGradient, _input, gradients, _weight);
        if (inputGradient is null)
        {
            return;
        }

        if (!_masked && _rounding is null)
        {
            LinearMap.InputGradient(_gemm, batch.Rows, outputGradient, parameters, _weight, inputGradient.Pointer, accumulate);
            return;
        }

        _gradient.Resize(_values!.Length);
        LinearMap.InputGradient(_gemm, batch.Rows, outputGradient, parameters, _weight, _gradient.Pointer, accumulate: false);
        if (_masked)
        {
            _mask.Apply(batch, _gradient.Pointer, _gradient.Pointer);
        }

        _rounding?.MaskGradient(_matrix, _values.Span, _gradient.Span);
        if (accumulate)
        {
            VectorMath.AddTo(inputGradient.Pointer, _gradient.Pointer, _gradient.Length);
        }
        else
        {
            inputGradient.CopyFrom(_gradient);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mask.Dispose();
        _changed.Dispose();
        _gradient.Dispose();
    }
}
