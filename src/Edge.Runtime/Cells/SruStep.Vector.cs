using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>
/// The step on vectors of int16. The recurrent product is exact in 16 bits while the state times 2^(15 - shift) fits an int16, and so is
/// a mixture while open and shut value are not more than 2^15 apart. Both hold for nearly all speech; a vector for which one does not
/// is computed again by <see cref="SruStepCareful{TLanes, TVector}"/>.
/// </summary>
internal static unsafe class SruStepVector<TLanes, TVector>
    where TLanes : IShortLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Computes whole vectors from the first unit on.</summary>
    /// <returns>The first unit that is left.</returns>
    public static int Run(in SruFrame frame)
    {
        int j = RunFrom(frame, 0);
        while (j <= frame.Units - TLanes.Count)
        {
            SruStepCareful<TLanes, TVector>.Run(frame, j);
            j = RunFrom(frame, j + TLanes.Count);
        }

        return j;
    }

    /// <summary>Computes whole vectors until one is not exact in 16 bits.</summary>
    /// <returns>The first unit that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int RunFrom(in SruFrame frame, int first)
    {
        SruFrame f = frame;
        int shift = f.RecurrentShift, raise = Math.Max(0, 15 - shift);
        TVector factor = TLanes.Create((short)(1 << raise)), beyond = TLanes.Create((short)(raise == 0 ? 0 : -1 << shift));
        TVector fraction = TLanes.Create((short)(1 << (31 - Math.Max(shift, 17))));
        TVector largest = TLanes.Create(GateTable.LargestMagnitude), rest = TLanes.Create(GateLanes<TLanes, TVector>.Rest);
        TVector skipHigh = TLanes.Create(f.Skip.High), skipLow = TLanes.Create(f.Skip.Low);
        int j = first;
        for (; j <= f.Units - TLanes.Count; j += TLanes.Count)
        {
            TVector state = TLanes.Load(f.State + j), raised = TLanes.MultiplyLow(state, factor);
            TVector inexact = TLanes.And(TLanes.Abs(state), beyond);
            TVector forget = Preactivation(f.Forget + j, f.ForgetRecurrent + j, f.ForgetBias + j, raised, shift, fraction);
            TVector reset = Preactivation(f.Reset + j, f.ResetRecurrent + j, f.ResetBias + j, raised, shift, fraction);
            GateLanes<TLanes, TVector>.LookUp(forget, reset, f.Table, largest, rest, out TVector forgetMinor, out TVector resetMinor);

            TVector next = Mix(forget, forgetMinor, state, TLanes.Load(f.Candidate + j), ref inexact);
            TVector skip = TLanes.Load(f.Highway + j);
            if (f.ScaleHighway)
            {
                skip = FixedProduct<TLanes, TVector>.Of(skip, skipHigh, skipLow, f.Skip.Whole);
            }

            TVector output = Mix(reset, resetMinor, next, skip, ref inexact);
            if (!TLanes.IsZero(inexact))
            {
                break;
            }

            TLanes.Store(next, f.State + j);
            TLanes.Store(output, f.Output + j);
        }

        return j;
    }

    /// <summary>product + bias + round(recurrent * state / 2^shift), see <see cref="SruGates.FitVectors"/> on saturation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Preactivation(short* product, short* recurrent, short* bias, TVector raised, int shift, TVector fraction)
    {
        TVector own = GateLanes<TLanes, TVector>.Product(raised, TLanes.Load(recurrent), shift, fraction);
        return TLanes.AddSaturate(TLanes.AddSaturate(TLanes.Load(product), own), TLanes.Load(bias));
    }

    /// <summary>
    /// Mixture of open and shut value: the nearer one plus m times the difference. Sets lanes of <paramref name="inexact"/> whose
    /// difference does not fit an int16.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mix(TVector preactivation, TVector minor, TVector open, TVector shut, ref TVector inexact)
    {
        TVector difference = TLanes.SubtractSaturate(shut, open);
        inexact = TLanes.Or(inexact, TLanes.Xor(difference, TLanes.Subtract(shut, open)));
        return TLanes.Add(TLanes.SelectNegative(preactivation, shut, open), TLanes.MultiplyHighRounded(minor, difference));
    }
}
