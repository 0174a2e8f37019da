using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>
/// The most 8-bit multiply-accumulates per second of 512-bit <c>vpmaddubsw</c> with <c>vpaddw</c>, weights from the first-level cache: what the
/// narrow 512-bit kernels are made of. How it compares with <see cref="RegisterPeak"/> depends on how many 512-bit units a core has.
/// </summary>
internal sealed unsafe class PairPeak
{
    private const int Iterations = 2000;
    private const int Accumulators = 8;
    private const int PerInstruction = 64;
    private const int BlockBytes = Accumulators * PerInstruction;

    private readonly AlignedBuffer<byte> _operands = new((2 * BlockBytes) + PerInstruction);

    public PairPeak() => _operands.Span.Fill(1);

    /// <summary>Whether this process may use the instruction.</summary>
    public static bool IsSupported => KernelDispatch.Has(KernelSet.Avx512);

    /// <summary>Multiply-accumulates of one call.</summary>
    public static double Work => (double)Iterations * Accumulators * PerInstruction;

    /// <summary>The sums, so that they cannot be left out.</summary>
    public int Sum { get; private set; }

    public void Run() => Sum ^= Multiply(_operands.Pointer);

    // Two blocks of weights in turn, so that no product can be moved out of the loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Multiply(byte* operands)
    {
        Vector512<byte> x = Vector512.Load(operands + (2 * BlockBytes));
        Vector512<short> s0 = Vector512<short>.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (int i = 0; i < Iterations; i++)
        {
            sbyte* w = (sbyte*)operands + ((i & 1) * BlockBytes);
            s0 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w));
            s1 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 64));
            s2 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 128));
            s3 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 192));
            s4 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 256));
            s5 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 320));
            s6 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 384));
            s7 += Avx512BW.MultiplyAddAdjacent(x, Vector512.Load(w + 448));
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }
}
