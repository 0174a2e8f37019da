using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>
/// The most 8-bit multiply-accumulates per second of 256-bit <c>vpdpbusd</c> with every operand in a register. Twelve accumulators hide its latency.
/// </summary>
internal sealed unsafe class RegisterPeak
{
    private const int Iterations = 2000;
    private const int Accumulators = 12;
    private const int PerInstruction = 32;

    private readonly AlignedBuffer<byte> _operands = new(64);

    public RegisterPeak() => _operands.Span.Fill(3);

    /// <summary>Whether this process may use the instruction.</summary>
    public static bool IsSupported => AvxVnni.IsSupported;

    /// <summary>Multiply-accumulates of one call.</summary>
    public static double Work => (double)Iterations * Accumulators * PerInstruction;

    /// <summary>The sums, so that they cannot be left out.</summary>
    public int Sum { get; private set; }

    public void Run() => Sum ^= Multiply(_operands.Pointer);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Multiply(byte* operands)
    {
        Vector256<byte> x = Vector256.Load(operands);
        Vector256<sbyte> w = Vector256.Load((sbyte*)operands + 32);
        Vector256<int> s0 = Vector256<int>.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
        Vector256<int> s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
        for (int i = 0; i < Iterations; i++)
        {
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, x, w);
            s1 = AvxVnni.MultiplyWideningAndAdd(s1, x, w);
            s2 = AvxVnni.MultiplyWideningAndAdd(s2, x, w);
            s3 = AvxVnni.MultiplyWideningAndAdd(s3, x, w);
            s4 = AvxVnni.MultiplyWideningAndAdd(s4, x, w);
            s5 = AvxVnni.MultiplyWideningAndAdd(s5, x, w);
            s6 = AvxVnni.MultiplyWideningAndAdd(s6, x, w);
            s7 = AvxVnni.MultiplyWideningAndAdd(s7, x, w);
            s8 = AvxVnni.MultiplyWideningAndAdd(s8, x, w);
            s9 = AvxVnni.MultiplyWideningAndAdd(s9, x, w);
            s10 = AvxVnni.MultiplyWideningAndAdd(s10, x, w);
            s11 = AvxVnni.MultiplyWideningAndAdd(s11, x, w);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
