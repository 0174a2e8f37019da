using System.Runtime.CompilerServices;

namespace Edge.Runtime.Numerics;

/// <summary>The oracle: the definition in 64-bit integers.</summary>
internal static unsafe class RequantizerStepScalar
{
    /// <summary>Requantises the rows from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSum, TOutput>(in RequantizerRows rows, TSum* sums, TOutput* output, int first)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        for (int row = first; row < rows.Count; row++)
        {
            long sum = typeof(TSum) == typeof(int) ? ((int*)sums)[row] : ((long*)sums)[row];
            long scaled = Rounding.ShiftRight(sum * rows.Multiplier[row], rows.Shift[row]);
            int value = (int)Math.Clamp(scaled, rows.Low, rows.High);
            if (typeof(TOutput) == typeof(short))
            {
                ((short*)output)[row] = (short)value;
            }
            else
            {
                ((int*)output)[row] = value;
            }
        }
    }
}
