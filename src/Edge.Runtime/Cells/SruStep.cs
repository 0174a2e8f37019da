using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Cells;

/// <summary>The element-wise step over caller memory: whole vectors of the chosen form, then the rest unit by unit.</summary>
internal static class SruStep
{
    /// <summary>Computes one frame.</summary>
    /// <param name="path">A form that this machine supports. Other forms than scalar need <see cref="SruGates.FitVectors"/>.</param>
    /// <param name="frame">The frame.</param>
    public static void Run(VectorPath path, in SruFrame frame)
    {
        int done = path switch
        {
            VectorPath.Avx512 => SruStepVector<ShortLanesAvx512, Vector512<short>>.Run(frame),
            VectorPath.Avx2 => SruStepVector<ShortLanesAvx2, Vector256<short>>.Run(frame),
            VectorPath.Vector128 => SruStepVector<ShortLanesVector128, Vector128<short>>.Run(frame),
            _ => 0,
        };
        SruStepScalar.Run(frame, done);
    }
}
