using Edge.Runtime.Model;

using HostTrainer.Training.Numerics;
using HostTrainer.Training.Quantized;

namespace HostTrainer.Training.Network;

/// <summary>
/// One direction of a recurrent matrix (h or c): its product at every time step, its gradients, and the rounding of its input. Rows are in the order of
/// <see cref="TimeMajorOrder"/>.
/// </summary>
internal sealed unsafe class RecurrentProduct : IDisposable
{
    private readonly Gemm _gemm;
    private readonly ActivationRounding? _rounding;
    private readonly int _matrix;
    private readonly int _offset;
    private readonly int _outputs;
    private readonly int _units;
    private readonly PackedMatrix _forward;
    private readonly PackedMatrix _backward;
    private readonly AlignedBuffer _rounded = new();
    private AlignedBuffer? _input;

    /// <summary>Creates the product of one direction.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="matrix">Index of the matrix in data-path order.</param>
    /// <param name="direction">0 or 1.</param>
    /// <param name="gemm">Products over all rows; shared by the passes of one thread.</param>
    /// <param name="rounding">Rounds the input; null leaves it.</param>
    public RecurrentProduct(ParameterLayout layout, int matrix, int direction, Gemm gemm, ActivationRounding? rounding)
    {
        MatrixShape shape = layout.Topology.Matrices()[matrix];
        _gemm = gemm;
        _rounding = rounding;
        _matrix = matrix;
        _units = shape.Columns;
        _outputs = shape.Rows / layout.Topology.Directions;
        _offset = layout[$"{shape.Name}.weight"].Offset + (direction * _outputs * _units);
        _forward = new PackedMatrix(_units, _outputs);
        _backward = new PackedMatrix(_outputs, _units);
    }

    /// <summary>Takes in the weights before the first step.</summary>
    /// <param name="parameters">Flat parameters.</param>
    /// <param name="input">Rows that will enter the matrix; filled step by step.</param>
    public void Prepare(float* parameters, AlignedBuffer input)
    {
        _input = input;
        _rounded.Resize(_rounding is null ? 0 : input.Length);
        _forward.Pack(MatrixView.Transposed(parameters + _offset, _units));
    }

    /// <summary>target += input x W' for the rows of one step.</summary>
    /// <param name="first">First row of the step.</param>
    /// <param name="rows">Rows of the step.</param>
    /// <param name="target">Pre-activations of the step's first row.</param>
    /// <param name="stride">Elements between rows of <paramref name="target"/>.</param>
    public void Add(int first, int rows, float* target, int stride)
    {
        Range step = (first * _units)..((first + rows) * _units);
        _rounding?.Apply(_matrix, _input!.Span[step], _rounded.Span[step]);
        _forward.Multiply(rows, Entered + ((long)first * _units), _units, target, stride, accumulate: true);
    }

    /// <summary>Takes in the weights before the first step of the backward pass.</summary>
    /// <param name="parameters">The parameters of the forward pass.</param>
    public void PrepareBackward(float* parameters) => _backward.Pack(MatrixView.Rows(parameters + _offset, _units));

    /// <summary>Gradient with respect to the input of one step.</summary>
    /// <param name="first">First row of the step.</param>
    /// <param name="rows">Rows of the step.</param>
    /// <param name="gradient">Gradient of the pre-activations in the step's first row.</param>
    /// <param name="stride">Elements between rows of <paramref name="gradient"/>.</param>
    /// <param name="inputGradient">Receives dense rows.</param>
    public void InputGradient(int first, int rows, float* gradient, int stride, float* inputGradient)
    {
        _backward.Multiply(rows, gradient, stride, inputGradient, _units, accumulate: false);
        _rounding?.MaskGradient(
            _matrix, _input!.Span.Slice(first * _units, rows * _units), new Span<float>(inputGradient, rows * _units));
    }

    /// <summary>Adds the gradient of the weights over all steps.</summary>
    /// <param name="rows">Rows of all steps.</param>
    /// <param name="gradient">Gradient of the pre-activations in row 0.</param>
    /// <param name="stride">Elements between rows of <paramref name="gradient"/>.</param>
    /// <param name="gradients">Flat gradients, added to.</param>
    public void AddWeightGradient(int rows, float* gradient, int stride, float* gradients) =>
        _gemm.Multiply(
            _outputs, _units, rows, MatrixView.Transposed(gradient, stride), MatrixView.Rows(Entered, _units), gradients + _offset, accumulate: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        _rounded.Dispose();
    }

    private float* Entered => _rounding is null ? _input!.Pointer : _rounded.Pointer;
}
