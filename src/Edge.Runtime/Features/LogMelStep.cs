using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics;
using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Features;

/// <summary>One log-mel frame over caller memory: window, transform, filters, logarithm.</summary>
internal static class LogMelStep
{
    /// <summary>Computes one frame.</summary>
    /// <param name="path">A form that this machine supports.</param>
    /// <param name="frame">Input, work memory, tables and output.</param>
    public static void Run(VectorPath path, in LogMelFrame frame)
    {
        int done = 0;
        switch (path)
        {
            case VectorPath.Avx512:
                WindowStepVector<FloatLanesAvx512, Vector512<float>>.Run(frame);
                FftStep.Run(path, frame.Fft);
                MelStepAvx2.Run(frame);
                done = LogStepAvx2.Run(frame);
                break;
            case VectorPath.Avx2:
                WindowStepVector<FloatLanesAvx2, Vector256<float>>.Run(frame);
                FftStep.Run(path, frame.Fft);
                MelStepAvx2.Run(frame);
                done = LogStepAvx2.Run(frame);
                break;
            case VectorPath.Vector128:
                WindowStepVector<FloatLanesVector128, Vector128<float>>.Run(frame);
                FftStep.Run(path, frame.Fft);
                MelStepVector128.Run(frame);
                break;
            default:
                WindowStepScalar.Run(frame);
                FftStep.Run(path, frame.Fft);
                MelStepScalar.Run(frame);
                break;
        }

        LogStepScalar.Run(frame, done);
    }
}
