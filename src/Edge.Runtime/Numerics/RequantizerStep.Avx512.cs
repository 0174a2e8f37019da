using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics;

/// <summary>Sixteen rows at a time.</summary>
internal static unsafe class RequantizerStepAvx512
{
    private const int Rows = 16;
    private const int Half = Rows / 2;

    /// <summary>Requantises whole groups of rows.</summary>
    /// <returns>The first row that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TSum, TOutput>(in RequantizerRows rows, TSum* sums, TOutput* output)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        RequantizerRows r = rows;
        int row = 0;
        for (; row <= r.Count - Rows; row += Rows)
        {
            Vector512<int> values = typeof(TSum) == typeof(int)
                ? Halve(Twice((int*)sums + row, r.Twice + row, r), Twice((int*)sums + row + Half, r.Twice + row + Half, r))
                : Vector512.Create(Scale((long*)sums, row, r), Scale((long*)sums, row + Half, r));
            if (typeof(TOutput) == typeof(short))
            {
                Avx512F.ConvertToVector256Int16(values).Store((short*)output + row);
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
    private static Vector256<int> Twice(int* sums, double* ratios, in RequantizerRows r)
    {
        Vector512<double> twice = Avx512F.ConvertToVector512Double(Vector256.Load(sums)) * Vector512.Load(ratios);
        twice = Vector512.MinNative(Vector512.MaxNative(twice, Vector512.Create(2.0 * r.Low)), Vector512.Create(2.0 * r.High));
        return Avx512F.ConvertToVector256Int32(twice, FloatRoundingMode.ToNegativeInfinity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Halve(Vector256<int> low, Vector256<int> high) => (Vector512.Create(low, high) + Vector512<int>.One) >> 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scale(long* sums, int row, in RequantizerRows r)
    {
        Vector512<long> sum = Vector512.Load(sums + row);
        Vector512<long> multiplier = Avx512F.ConvertToVector512Int64(Vector256.Load(r.Multiplier + row));
        Vector512<ulong> shift = Avx512F.ConvertToVector512UInt64(Vector128.CreateScalarUnsafe(*(ulong*)(r.Shift + row)).AsByte());

        // The low half of a sum is unsigned, the high half signed.
        Vector512<long> high = Avx512F.Multiply((sum >> 32).AsInt32(), multiplier.AsInt32());
        Vector512<long> low = Avx512F.Multiply(sum.AsUInt32(), multiplier.AsUInt32()).AsInt64();
        Vector512<long> rounding = Avx512F.ShiftLeftLogicalVariable(Vector512<long>.One, shift) >>> 1;
        Vector512<long> scaled = Avx512F.ShiftRightArithmeticVariable((high << 32) + low + rounding, shift);
        scaled = Avx512F.Min(Avx512F.Max(scaled, Vector512.Create((long)r.Low)), Vector512.Create((long)r.High));
        return Avx512F.ConvertToVector256Int32(scaled);
    }
}
