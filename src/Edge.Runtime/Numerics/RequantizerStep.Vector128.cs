using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Numerics;

/// <summary>
/// Four rows at a time, of 32-bit sums. 64-bit sums are left to the scalar form: there is no variable 64-bit shift in SSE.
/// </summary>
internal static unsafe class RequantizerStepVector128
{
    private const int Rows = 4;

    /// <summary>Requantises whole groups of rows.</summary>
    /// <returns>The first row that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<TSum, TOutput>(in RequantizerRows rows, TSum* sums, TOutput* output)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        if (typeof(TSum) == typeof(long))
        {
            return 0;
        }

        RequantizerRows r = rows;
        int row = 0;
        for (; row <= r.Count - Rows; row += Rows)
        {
            Vector128<int> values = Four((int*)sums + row, r.Twice + row, r);
            if (typeof(TOutput) == typeof(short))
            {
                Vector128.Narrow(values, values).GetLower().Store((short*)output + row);
            }
            else
            {
                values.Store((int*)output + row);
            }
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Four(int* sums, double* ratios, in RequantizerRows r)
    {
        Vector128<int> sum = Vector128.Load(sums), y;
        Vector128<double> low = Vector128.Load(ratios), high = Vector128.Load(ratios + 2);
        if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<long> first = AdvSimd.SignExtendWideningLower(sum.GetLower()), second = AdvSimd.SignExtendWideningUpper(sum);
            first = AdvSimd.Arm64.ConvertToInt64RoundToNegativeInfinity(Limit(AdvSimd.Arm64.ConvertToDouble(first) * low, r));
            second = AdvSimd.Arm64.ConvertToInt64RoundToNegativeInfinity(Limit(AdvSimd.Arm64.ConvertToDouble(second) * high, r));
            y = AdvSimd.ExtractNarrowingUpper(AdvSimd.ExtractNarrowingLower(first), second);
        }
        else
        {
            Vector128<double> first = Limit(Sse2.ConvertToVector128Double(sum) * low, r);
            Vector128<double> second = Limit(Sse2.ConvertToVector128Double(Sse2.Shuffle(sum, 0b11_10_11_10)) * high, r);
            y = Sse2.UnpackLow(
                Sse2.ConvertToVector128Int32(Sse41.Floor(first)).AsInt64(),
                Sse2.ConvertToVector128Int32(Sse41.Floor(second)).AsInt64()).AsInt32();
        }

        return (y + Vector128<int>.One) >> 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Limit(Vector128<double> twice, in RequantizerRows r) =>
        Vector128.MinNative(Vector128.MaxNative(twice, Vector128.Create(2.0 * r.Low)), Vector128.Create(2.0 * r.High));
}
