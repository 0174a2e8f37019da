using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>
/// The second part of GRU, behind <see cref="GruReset"/>: output = z previous + (1 - z) tanh(candidate). The candidate comes doubled in gate format.
/// </summary>
internal readonly unsafe struct GruStep : IGatedStep
{
    private const int UpdateGate = 0;
    private const int CandidateGate = 2;

    public static void Scalar(in GatedFrame frame, int first)
    {
        for (int j = first; j < frame.Units; j++)
        {
            int candidate = GatedScalar.Tanh(GatedScalar.Candidate(frame, CandidateGate, j));
            frame.Output[j] = GatedScalar.Mix(GatedScalar.Gate(frame, UpdateGate, j), frame.Previous[j], candidate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Vector<TLanes, TVector>(in GatedFrame frame, int j)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        GateLanes<TLanes, TVector>.Weights(
            GatedLanes<TLanes, TVector>.Gate(frame, UpdateGate, j),
            GatedLanes<TLanes, TVector>.Candidate(frame, CandidateGate, j),
            frame.Table,
            out TVector update,
            out TVector candidate);
        TVector previous = TLanes.Load(frame.Previous + j);
        TLanes.Store(GateLanes<TLanes, TVector>.Mix(update, previous, GatedLanes<TLanes, TVector>.Tanh(candidate)), frame.Output + j);
    }
}
