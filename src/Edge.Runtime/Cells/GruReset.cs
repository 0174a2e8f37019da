using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>The first part of GRU: reset gate times previous output, the vector that the candidate's recurrent matrix multiplies.</summary>
internal readonly unsafe struct GruReset : IGatedStep
{
    private const int ResetGate = 1;

    public static void Scalar(in GatedFrame frame, int first)
    {
        for (int j = first; j < frame.Units; j++)
        {
            frame.Output[j] = (short)Rounding.ShiftRight(
                GatedScalar.Gate(frame, ResetGate, j) * frame.Previous[j], GateSigmoid.OutputFractionBits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Vector<TLanes, TVector>(in GatedFrame frame, int j)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        TVector preactivation = GatedLanes<TLanes, TVector>.Gate(frame, ResetGate, j), zero = TLanes.Create(0);
        GateLanes<TLanes, TVector>.Weights(preactivation, preactivation, frame.Table, out TVector reset, out _);
        TLanes.Store(TLanes.Blend(reset, TLanes.Load(frame.Previous + j), zero, zero), frame.Output + j);
    }
}
