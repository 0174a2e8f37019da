using System.Numerics.Tensors;

namespace HostTrainer.Training.Numerics;

/// <summary>Element-wise operations on unmanaged vectors.</summary>
internal static unsafe class VectorMath
{
    /// <summary>target = x * y; target may be x.</summary>
    public static void Multiply(float* x, float* y, float* target, int count) =>
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(x, count), new ReadOnlySpan<float>(y, count), new Span<float>(target, count));

    /// <summary>target += x.</summary>
    public static void AddTo(float* target, float* x, int count) =>
        TensorPrimitives.Add(new ReadOnlySpan<float>(target, count), new ReadOnlySpan<float>(x, count), new Span<float>(target, count));

    /// <summary>target[j] += sum over rows of x[row, j].</summary>
    public static void AddColumnSums(float* x, int rows, int columns, float* target)
    {
        for (int row = 0; row < rows; row++)
        {
            AddTo(target, x + ((long)row * columns), columns);
        }
    }
}
