using System.Runtime.CompilerServices;

namespace Edge.Runtime.Numerics.Lanes;

/// <summary>The exact rounded product of int16 vectors and a <see cref="FixedRatio16"/>.</summary>
internal static unsafe class FixedProduct<TLanes, TVector>
    where TLanes : IShortLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>round(value * ratio), halves up, limited to an int16.</summary>
    /// <param name="value">Any values.</param>
    /// <param name="high"><see cref="FixedRatio16.High"/> in every lane.</param>
    /// <param name="low"><see cref="FixedRatio16.Low"/> in every lane.</param>
    /// <param name="whole"><see cref="FixedRatio16.Whole"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector value, TVector high, TVector low, int whole)
    {
        // floor((High x + e + 2^15) / 2^16): the low half of High x carries into the high half when it exceeds 2^15 - e. The
        // average of two unsigned values has the carry of (their sum + 1) as its highest bit.
        TVector rest = TLanes.MultiplyHigh(value, low);
        TVector carry = TLanes.ShiftRightLogical(
            TLanes.Average(TLanes.MultiplyLow(value, high), TLanes.Add(rest, TLanes.Create(short.MaxValue))), 15);
        TVector result = TLanes.Add(TLanes.MultiplyHigh(value, high), carry);

        // The first sum cannot overflow when the fraction is negative; the others have summands of one sign.
        for (int i = 0; i < whole; i++)
        {
            result = TLanes.AddSaturate(value, result);
        }

        return result;
    }
}
