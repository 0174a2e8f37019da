using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>Runs the element-wise part of a gated cell over caller memory: whole vectors of the chosen form, then the rest unit by unit.</summary>
internal static class GatedStep<TStep>
    where TStep : IGatedStep
{
    /// <summary>Computes one frame.</summary>
    /// <param name="path">A form that this machine supports.</param>
    /// <param name="frame">The frame.</param>
    public static void Run(VectorPath path, in GatedFrame frame)
    {
        int done = path switch
        {
            VectorPath.Avx512 => Vectors<ShortLanesAvx512, Vector512<short>>(frame),
            VectorPath.Avx2 => Vectors<ShortLanesAvx2, Vector256<short>>(frame),
            VectorPath.Vector128 => Vectors<ShortLanesVector128, Vector128<short>>(frame),
            _ => 0,
        };
        TStep.Scalar(frame, done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Vectors<TLanes, TVector>(in GatedFrame frame)
        where TLanes : IShortLanes<TVector>
        where TVector : unmanaged
    {
        GatedFrame f = frame;
        int j = 0;
        for (; j <= f.Units - TLanes.Count; j += TLanes.Count)
        {
            TStep.Vector<TLanes, TVector>(f, j);
        }

        return j;
    }
}
