using System.Runtime.CompilerServices;

using Edge.Runtime.Model;
using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>
/// LSTM without peepholes: c' = f c + i tanh(candidate), saturating; output = o tanh(c'). The candidate comes doubled in gate format.
/// </summary>
internal readonly unsafe struct LstmStep : IGatedStep
{
    private const int InputGate = 0;
    private const int ForgetGate = 1;
    private const int OutputGate = 2;
    private const int CandidateGate = 3;

    // Fraction bits at which a cell state is, as it stands, its double in gate format.
    private const int DoubledFractionBits = GateSigmoid.InputFractionBits + 1;

    public static void Scalar(in GatedFrame frame, int first)
    {
        for (int j = first; j < frame.Units; j++)
        {
            int tanh = GatedScalar.Tanh(GatedScalar.Candidate(frame, CandidateGate, j));
            int candidate = Rounding.ShiftRight(tanh, CellFormats.UnitFractionBits - frame.StateFractionBits);
            int kept = GatedScalar.Gate(frame, ForgetGate, j) * frame.State[j], added = GatedScalar.Gate(frame, InputGate, j) * candidate;

            // Below 2^30 + 2^29, because |tanh| is at most 2^14.
            short next = Rounding.ToInt16(Rounding.ShiftRight(kept + added, GateSigmoid.OutputFractionBits));
            int output = GatedScalar.Gate(frame, OutputGate, j) * GatedScalar.Tanh(Doubled(next, frame.StateFractionBits));
            frame.State[j] = next;
            frame.Output[j] = (short)Rounding.ShiftRight(output, GateSigmoid.OutputFractionBits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Vector<TLanes, TVector>(in GatedFrame frame, int j)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        GateLanes<TLanes, TVector>.Weights(
            GatedLanes<TLanes, TVector>.Gate(frame, InputGate, j),
            GatedLanes<TLanes, TVector>.Gate(frame, ForgetGate, j),
            frame.Table,
            out TVector input,
            out TVector forget);
        GateLanes<TLanes, TVector>.Weights(
            GatedLanes<TLanes, TVector>.Gate(frame, OutputGate, j),
            GatedLanes<TLanes, TVector>.Candidate(frame, CandidateGate, j),
            frame.Table,
            out TVector output,
            out TVector candidate);
        TVector added = GatedLanes<TLanes, TVector>.Shift(
            GatedLanes<TLanes, TVector>.Tanh(candidate), CellFormats.UnitFractionBits - frame.StateFractionBits);
        TVector next = TLanes.Blend(forget, TLanes.Load(frame.State + j), input, added);
        TLanes.Store(next, frame.State + j);

        TVector doubled = Doubled<TLanes, TVector>(next, frame.StateFractionBits);
        GateLanes<TLanes, TVector>.Weights(doubled, doubled, frame.Table, out TVector state, out _);
        TVector zero = TLanes.Create(0);
        TLanes.Store(TLanes.Blend(output, GatedLanes<TLanes, TVector>.Tanh(state), zero, zero), frame.Output + j);
    }

    private static short Doubled(short state, int fractionBits) => fractionBits >= DoubledFractionBits
        ? (short)Rounding.ShiftRight((int)state, fractionBits - DoubledFractionBits)
        : Rounding.ToInt16(state << (DoubledFractionBits - fractionBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Doubled<TLanes, TVector>(TVector state, int fractionBits)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        if (fractionBits >= DoubledFractionBits)
        {
            return GatedLanes<TLanes, TVector>.Shift(state, fractionBits - DoubledFractionBits);
        }

        for (int bits = fractionBits; bits < DoubledFractionBits; bits++)
        {
            state = TLanes.AddSaturate(state, state);
        }

        return state;
    }
}
