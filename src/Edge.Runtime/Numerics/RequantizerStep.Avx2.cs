using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics;

/// <summary>Eight rows at a time.</summary>
internal static unsafe class RequantizerStepAvx2
{
    private const int Rows = 8;
    private const int Half = Rows / 2;

    /// <summary>Requantises whole groups of rows from <paramref name="first"/> on.</summary>
    /// <returns>The first row that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TSum, TOutput>(in RequantizerRows rows, TSum* sums, TOutput* output, int first)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        RequantizerRows r = rows;
        int row = first;
        for (; row <= r.Count - Rows; row += Rows)
        {
            Vector256<int> values = typeof(TSum) == typeof(int)
                ? Halve(Twice((int*)sums + row, r.Twice + row, r), Twice((int*)sums + row + Half, r.Twice + row + Half, r))
                : Vector256.Create(Scale((long*)sums, row, r), Scale((long*)sums, row + Half, r));
            if (typeof(TOutput) == typeof(short))
            {
                Sse2.PackSignedSaturate(values.GetLower(), values.GetUpper()).Store((short*)output + row);
            }
            else
            {
                values.Store((int*)output + row);
            }
        }

        return row;
    }

    /// <summary>floor(2 * sum * ratio), limited to twice the limits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Twice(int* sums, double* ratios, in RequantizerRows r)
    {
        Vector256<double> twice = Avx.ConvertToVector256Double(Vector128.Load(sums)) * Vector256.Load(ratios);
        twice = Avx.Min(Avx.Max(twice, Vector256.Create(2.0 * r.Low)), Vector256.Create(2.0 * r.High));
        return Avx.ConvertToVector128Int32(Avx.Floor(twice));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Halve(Vector128<int> low, Vector128<int> high) => (Vector256.Create(low, high) + Vector256<int>.One) >> 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Scale(long* sums, int row, in RequantizerRows r)
    {
        Vector256<long> sum = Vector256.Load(sums + row);
        Vector256<long> multiplier = Avx2.ConvertToVector256Int64(Vector128.Load(r.Multiplier + row));
        Vector256<ulong> shift = Avx2.ConvertToVector256Int64(Vector128.CreateScalarUnsafe(*(uint*)(r.Shift + row)).AsByte()).AsUInt64();

        // The low half of a sum is unsigned, the high half signed.
        Vector256<long> high = Avx2.Multiply((sum >>> 32).AsInt32(), multiplier.AsInt32());
        Vector256<long> low = Avx2.Multiply(sum.AsUInt32(), multiplier.AsUInt32()).AsInt64();
        Vector256<long> rounding = Avx2.ShiftLeftLogicalVariable(Vector256<long>.One, shift) >>> 1;

        // An arithmetic shift by way of unsigned numbers, 2^63 higher.
        Vector256<long> offset = Vector256.Create(long.MinValue);
        Vector256<long> raised = Avx2.ShiftRightLogicalVariable(((high << 32) + low + rounding) ^ offset, shift);
        Vector256<long> scaled = raised - Avx2.ShiftRightLogicalVariable(offset, shift);
        scaled = Vector256.Min(Vector256.Max(scaled, Vector256.Create((long)r.Low)), Vector256.Create((long)r.High));
        return Avx2.PermuteVar8x32(scaled.AsInt32(), Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6)).GetLower();
    }
}
