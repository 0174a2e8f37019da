using System.Runtime.Intrinsics;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>
/// Batch normalisation of a layer's input product (Ioffe and Szegedy 2015): <c>y = gamma (x - mean) / sqrt(variance + epsilon) + beta</c> per column, with the
/// mean and the biased variance over all rows of the pass's batch. Running statistics play no part here, see <see cref="RunningStatistics"/>.
/// </summary>
internal sealed unsafe class BatchNormalization : IInputOffset
{
    /// <summary>Keeps the divisor away from zero.</summary>
    public const float Epsilon = 1e-5f;

    private const int Width = 16;

    private readonly ParameterSegment _gamma;
    private readonly ParameterSegment _beta;
    private readonly ParameterSegment _meanSegment;
    private readonly ParameterSegment _varianceSegment;
    private readonly AlignedBuffer _mean;
    private readonly AlignedBuffer _variance;
    private readonly AlignedBuffer _gammaGradient;
    private readonly AlignedBuffer _betaGradient;

    /// <summary>Creates the normalisation of a layer.</summary>
    /// <param name="layout">A layout with batch normalisation.</param>
    /// <param name="layer">Index of the layer.</param>
    public BatchNormalization(ParameterLayout layout, int layer)
    {
        _gamma = layout[$"x{layer}.gamma"];
        _beta = layout[$"x{layer}.beta"];
        _meanSegment = layout[$"x{layer}.mean"];
        _varianceSegment = layout[$"x{layer}.variance"];
        _mean = new AlignedBuffer(_gamma.Columns);
        _variance = new AlignedBuffer(_gamma.Columns);
        _gammaGradient = new AlignedBuffer(_gamma.Columns);
        _betaGradient = new AlignedBuffer(_gamma.Columns);
    }

    private int Columns => _gamma.Columns;

    /// <summary>Factor on a centred value: gamma / sqrt(variance + epsilon).</summary>
    public static float Scale(float gamma, float variance) => gamma / MathF.Sqrt(variance + Epsilon);

    /// <inheritdoc/>
    public void Forward(float* parameters, int rows, float* products, float* target)
    {
        Measure(rows, products);
        float* gamma = parameters + _gamma.Offset;
        float* beta = parameters + _beta.Offset;
        for (int row = 0; row < rows; row++)
        {
            long at = (long)row * Columns;
            for (int j = 0; j < Columns; j += Width)
            {
                Vector512<float> centred = Vector512.Load(products + at + j) - Vector512.Load(_mean.Pointer + j);
                Vector512<float> scale = Vector512.Load(gamma + j) * Inverse(j);
                ((centred * scale) + Vector512.Load(beta + j)).Store(target + at + j);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(float* parameters, float* gradients, int rows, float* products, float* gradient)
    {
        SumGradients(rows, products, gradient);
        float* gamma = parameters + _gamma.Offset;
        Vector512<float> share = Vector512.Create(1f / rows);
        for (int row = 0; row < rows; row++)
        {
            long at = (long)row * Columns;
            for (int j = 0; j < Columns; j += Width)
            {
                Vector512<float> inverse = Inverse(j);
                Vector512<float> normal = (Vector512.Load(products + at + j) - Vector512.Load(_mean.Pointer + j)) * inverse;
                Vector512<float> common = Vector512.Load(_betaGradient.Pointer + j) + (normal * Vector512.Load(_gammaGradient.Pointer + j));
                Vector512<float> own = Vector512.Load(gradient + at + j) - (common * share);
                (own * Vector512.Load(gamma + j) * inverse).Store(products + at + j);
            }
        }

        VectorMath.AddTo(gradients + _gamma.Offset, _gammaGradient.Pointer, Columns);
        VectorMath.AddTo(gradients + _beta.Offset, _betaGradient.Pointer, Columns);
    }

    /// <inheritdoc/>
    public void AddStatistics(NormalizationTally tally)
    {
        tally.Set(_meanSegment, _mean.Span);
        tally.Set(_varianceSegment, _variance.Span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_mean, _variance, _gammaGradient, _betaGradient])
        {
            buffer.Dispose();
        }
    }

    /// <summary>Mean first, then the squares of what is left: no large numbers are subtracted from each other.</summary>
    private void Measure(int rows, float* products)
    {
        _mean.Clear();
        _variance.Clear();
        VectorMath.AddColumnSums(products, rows, Columns, _mean.Pointer);
        System.Numerics.Tensors.TensorPrimitives.Multiply(_mean.Span, 1f / rows, _mean.Span);
        for (int row = 0; row < rows; row++)
        {
            float* line = products + ((long)row * Columns);
            for (int j = 0; j < Columns; j += Width)
            {
                Vector512<float> centred = Vector512.Load(line + j) - Vector512.Load(_mean.Pointer + j);
                (Vector512.Load(_variance.Pointer + j) + (centred * centred)).Store(_variance.Pointer + j);
            }
        }

        System.Numerics.Tensors.TensorPrimitives.Multiply(_variance.Span, 1f / rows, _variance.Span);
    }

    private void SumGradients(int rows, float* products, float* gradient)
    {
        _betaGradient.Clear();
        _gammaGradient.Clear();
        VectorMath.AddColumnSums(gradient, rows, Columns, _betaGradient.Pointer);
        for (int row = 0; row < rows; row++)
        {
            long at = (long)row * Columns;
            for (int j = 0; j < Columns; j += Width)
            {
                Vector512<float> normal = (Vector512.Load(products + at + j) - Vector512.Load(_mean.Pointer + j)) * Inverse(j);
                Vector512<float> sum = Vector512.Load(_gammaGradient.Pointer + j) + (normal * Vector512.Load(gradient + at + j));
                sum.Store(_gammaGradient.Pointer + j);
            }
        }
    }

    private Vector512<float> Inverse(int column) =>
        Vector512<float>.One / Vector512.Sqrt(Vector512.Load(_variance.Pointer + column) + Vector512.Create(Epsilon));
}
