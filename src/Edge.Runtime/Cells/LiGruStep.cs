using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>Li-GRU: output = z previous + (1 - z) max(0, candidate). The candidate comes in the format of the output and saturates.</summary>
internal readonly unsafe struct LiGruStep : IGatedStep
{
    private const int UpdateGate = 0;
    private const int CandidateGate = 1;

    public static void Scalar(in GatedFrame frame, int first)
    {
        for (int j = first; j < frame.Units; j++)
        {
            int candidate = Math.Max((short)0, GatedScalar.Candidate(frame, CandidateGate, j));
            frame.Output[j] = GatedScalar.Mix(GatedScalar.Gate(frame, UpdateGate, j), frame.Previous[j], candidate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Vector<TLanes, TVector>(in GatedFrame frame, int j)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        TVector preactivation = GatedLanes<TLanes, TVector>.Gate(frame, UpdateGate, j), zero = TLanes.Create(0);
        GateLanes<TLanes, TVector>.Weights(preactivation, preactivation, frame.Table, out TVector update, out _);
        TVector candidate = TLanes.Clamp(GatedLanes<TLanes, TVector>.Candidate(frame, CandidateGate, j), zero, TLanes.Create(short.MaxValue));
        TLanes.Store(GateLanes<TLanes, TVector>.Mix(update, TLanes.Load(frame.Previous + j), candidate), frame.Output + j);
    }
}
