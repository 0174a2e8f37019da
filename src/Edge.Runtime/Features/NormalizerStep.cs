using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// One frame of the normaliser over caller memory: means move toward the frame, then every band is centred and scaled. A centred
/// value has 17 bits and a scale 15, so their product fits an int32; a mean moves by a product of 27 and 21 bits.
/// </summary>
internal static class NormalizerStep
{
    /// <summary>Normalises one frame.</summary>
    /// <param name="path">A form that this machine supports.</param>
    /// <param name="frame">The frame.</param>
    public static void Run(VectorPath path, in NormalizerFrame frame)
    {
        int done = path switch
        {
            VectorPath.Avx512 or VectorPath.Avx2 => NormalizerStepAvx2.Run(frame),
            VectorPath.Vector128 => NormalizerStepVector128.Run(frame),
            _ => 0,
        };
        NormalizerStepScalar.Run(frame, done);
    }
}
