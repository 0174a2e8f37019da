namespace Edge.Runtime.Numerics;

/// <summary>
/// Requantisation over caller memory. Sums are int or long, outputs short or int; the types are tested at compile time.
/// </summary>
/// <remarks>
/// 32-bit sums go through doubles: a sum has 31 bits and a multiplier 21, so their product is exact, as is its scaling by a
/// power of two. With y = floor(2 * sum * ratio) the rounded output is floor((y + 1) / 2): no step rounds but the floor.
/// 64-bit sums are multiplied in two halves of 32 bits.
/// </remarks>
internal static unsafe class RequantizerStep
{
    /// <summary>Requantises all rows.</summary>
    /// <param name="path">A form that this machine supports.</param>
    /// <param name="rows">Ratios and limits.</param>
    /// <param name="sums">One accumulator per row.</param>
    /// <param name="output">Receives one value per row.</param>
    public static void Run<TSum, TOutput>(VectorPath path, in RequantizerRows rows, TSum* sums, TOutput* output)
        where TSum : unmanaged
        where TOutput : unmanaged
    {
        int done = path switch
        {
            VectorPath.Avx512 => RequantizerStepAvx512.Run(rows, sums, output),
            VectorPath.Avx2 => RequantizerStepAvx2.Run(rows, sums, output, 0),
            VectorPath.Vector128 => RequantizerStepVector128.Run(rows, sums, output),
            _ => 0,
        };
        if (path == VectorPath.Avx512)
        {
            done = RequantizerStepAvx2.Run(rows, sums, output, done);
        }

        RequantizerStepScalar.Run(rows, sums, output, done);
    }
}
