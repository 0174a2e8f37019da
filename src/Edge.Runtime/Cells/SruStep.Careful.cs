using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>
/// One vector of units through 32-bit sums, exact for all states and products. A gate is kept as two weights, -g for what it lets
/// through and g - 2^15 for the other: both fit an int16 over the whole range 0 to 2^15 of g.
/// </summary>
internal static unsafe class SruStepCareful<TLanes, TVector>
    where TLanes : IShortLanes<TVector>
    where TVector : unmanaged
{
    // Up to here (product << shift) + recurrent * state fits an int32, above it recurrent * state >> shift fits an int16.
    private const int LargestWideShift = 14;

    /// <summary>Computes the units of one vector from unit <paramref name="j"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in SruFrame f, int j)
    {
        TVector state = TLanes.Load(f.State + j);
        TVector forget = Preactivation(f.Forget + j, f.ForgetRecurrent + j, f.ForgetBias + j, state, f.RecurrentShift);
        TVector reset = Preactivation(f.Reset + j, f.ResetRecurrent + j, f.ResetBias + j, state, f.RecurrentShift);
        GateLanes<TLanes, TVector>.LookUp(
            forget,
            reset,
            f.Table,
            TLanes.Create(GateTable.LargestMagnitude),
            TLanes.Create(GateLanes<TLanes, TVector>.Rest),
            out TVector forgetMinor,
            out TVector resetMinor);

        TVector skip = TLanes.Load(f.Highway + j);
        if (f.ScaleHighway)
        {
            skip = FixedProduct<TLanes, TVector>.Of(skip, TLanes.Create(f.Skip.High), TLanes.Create(f.Skip.Low), f.Skip.Whole);
        }

        TVector next = GateLanes<TLanes, TVector>.Mix(GateLanes<TLanes, TVector>.Weight(forget, forgetMinor), state, TLanes.Load(f.Candidate + j));
        TLanes.Store(next, f.State + j);
        TLanes.Store(GateLanes<TLanes, TVector>.Mix(GateLanes<TLanes, TVector>.Weight(reset, resetMinor), next, skip), f.Output + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Preactivation(short* product, short* recurrent, short* bias, TVector state, int shift)
    {
        TVector p = TLanes.Load(product), v = TLanes.Load(recurrent), b = TLanes.Load(bias);
        if (shift <= LargestWideShift)
        {
            TVector unit = TLanes.Create((short)(1 << shift)), rounding = TLanes.CreateWide((1 << shift) >> 1);
            return TLanes.AddSaturate(TLanes.SumOfProducts(state, v, p, unit, rounding, TLanes.CreateCount(shift)), b);
        }

        TVector fraction = TLanes.Create((short)(1 << (31 - Math.Max(shift, 17))));
        return TLanes.AddSaturate(TLanes.AddSaturate(p, GateLanes<TLanes, TVector>.Product(state, v, shift, fraction)), b);
    }
}
