using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    /// <summary>1 / (1 + exp(-x)), relative error below 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>Hyperbolic tangent, absolute error below 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> sigmoid = Sigmoid(x + x);
        return sigmoid + sigmoid - Vector512<float>.One;
    }

    /// <summary>
    /// exp(x) for |x| up to 87, clamped outside: 2^k times the Taylor series of exp(r) with |r| at most ln(2)/2, degree 7.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        const float Log2E = 1.44269504f;
        const float Ln2High = 0.693359375f;
        const float Ln2Low = -2.12194440e-4f;
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87f)), Vector512.Create(87f));
        Vector512<float> k = Vector512.Round(x * Log2E);
        Vector512<float> r = x - (k * Ln2High) - (k * Ln2Low);
        Vector512<float> p = Vector512.Create(1f / 5040);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        Vector512<int> power = (Vector512.ConvertToInt32(k) + Vector512.Create(127)) << 23;
        return p * power.AsSingle();
    }
}
