using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>A bias per gate and unit: the inference form of a gated layer, and that of retraining for a plan.</summary>
/// <param name="bias">The tensor <c>x0.bias</c> of the layer.</param>
internal sealed unsafe class InputBias(ParameterSegment bias) : IInputOffset
{
    /// <inheritdoc/>
    public void Forward(float* parameters, int rows, float* products, float* target)
    {
        new ReadOnlySpan<float>(products, rows * bias.Columns).CopyTo(new Span<float>(target, rows * bias.Columns));
        for (int row = 0; row < rows; row++)
        {
            VectorMath.AddTo(target + ((long)row * bias.Columns), parameters + bias.Offset, bias.Columns);
        }
    }

    /// <inheritdoc/>
    public void Backward(float* parameters, float* gradients, int rows, float* products, float* gradient)
    {
        new ReadOnlySpan<float>(gradient, rows * bias.Columns).CopyTo(new Span<float>(products, rows * bias.Columns));
        VectorMath.AddColumnSums(gradient, rows, bias.Columns, gradients + bias.Offset);
    }

    /// <inheritdoc/>
    public void AddStatistics(NormalizationTally tally)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
