using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Features;

/// <summary>The transform over caller memory.</summary>
internal static class FftStep
{
    /// <summary>Computes the power spectrum.</summary>
    /// <param name="path">A form that this machine supports.</param>
    /// <param name="frame">Input, work memory, tables and output.</param>
    public static void Run(VectorPath path, in FftFrame frame)
    {
        switch (path)
        {
            case VectorPath.Avx512:
                FftStepVector<FloatLanesAvx512, Vector512<float>>.Run(frame);
                break;
            case VectorPath.Avx2:
                FftStepVector<FloatLanesAvx2, Vector256<float>>.Run(frame);
                break;
            case VectorPath.Vector128:
                FftStepVector<FloatLanesVector128, Vector128<float>>.Run(frame);
                break;
            default:
                FftStepScalar.Run(frame);
                break;
        }
    }
}
