using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Brings activation codes to the bytes that kernels for weights of up to 8 bits multiply. Codes of up to 8 bits are one plane of bytes. A 16-bit
/// code is exactly low + 256 high + 65536 carry: low and high in -128..127, carry 1 for codes from 32640 on and else 0.
/// Buffers are padded with zeros to multiples of <see cref="Padding"/> inputs.
/// </summary>
internal static unsafe class InputPlanes
{
    /// <summary>Buffers hold a multiple of this many inputs.</summary>
    public const int Padding = 64;

    /// <summary>Frames that kernels for blocks multiply together.</summary>
    public const int BlockFrames = 4;

    private const int FirstCarry = 32640;

    /// <summary>The padded length of a vector of inputs.</summary>
    public static int Padded(int columns) => (columns + Padding - 1) / Padding * Padding;

    /// <summary>Most planes that codes of a width need.</summary>
    public static int Most(int activationBits) => activationBits <= 8 ? 1 : 3;

    /// <summary>The low plane: the code itself for up to 8 bits.</summary>
    /// <param name="codes">Codes, padded.</param>
    /// <param name="length">Padded length.</param>
    /// <param name="plane">Receives the bytes.</param>
    /// <returns>Sum of the bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Low(short* codes, int length, sbyte* plane)
    {
        if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated)
        {
            return Low512(codes, length, plane);
        }

        Vector128<int> sum = default;
        for (int i = 0; i < length; i += 16)
        {
            Vector128<sbyte> bytes = Vector128.Narrow(Vector128.Load(codes + i), Vector128.Load(codes + i + 8));
            bytes.Store(plane + i);
            sum += Sums(bytes);
        }

        return Vector128.Sum(sum);
    }

    /// <summary>The high plane of 16-bit codes; parameters as for the low one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int High(short* codes, int length, sbyte* plane)
    {
        Vector128<int> sum = default;
        for (int i = 0; i < length; i += 16)
        {
            Vector128<sbyte> bytes = Vector128.Narrow(HighPart(Vector128.Load(codes + i)), HighPart(Vector128.Load(codes + i + 8)));
            bytes.Store(plane + i);
            sum += Sums(bytes);
        }

        return Vector128.Sum(sum);
    }

    /// <summary>The carry plane of 16-bit codes; parameters as for the low one. A sum of 0 means that it is not needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Carry(short* codes, int length, sbyte* plane)
    {
        Vector128<short> limit = Vector128.Create((short)(FirstCarry - 1));
        Vector128<int> sum = default;
        for (int i = 0; i < length; i += 16)
        {
            Vector128<short> a = Vector128.GreaterThan(Vector128.Load(codes + i), limit);
            Vector128<short> b = Vector128.GreaterThan(Vector128.Load(codes + i + 8), limit);
            Vector128<sbyte> bytes = -Vector128.Narrow(a, b);
            bytes.Store(plane + i);
            sum += Sums(bytes);
        }

        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Low512(short* codes, int length, sbyte* plane)
    {
        Vector512<short> ones = Vector512.Create((short)1);
        Vector512<int> sum = default;
        for (int i = 0; i < length; i += Vector512<short>.Count)
        {
            Vector512<short> wide = Vector512.Load(codes + i);
            Avx512BW.ConvertToVector256SByte(wide).Store(plane + i);
            sum += Avx512BW.MultiplyAddAdjacent(wide << 8 >> 8, ones);
        }

        return Vector512.Sum(sum);
    }

    // (code - low) / 256. The difference wraps for the codes that carry, which makes it -128.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> HighPart(Vector128<short> codes) => (codes - (codes << 8 >> 8)) >> 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sums(Vector128<sbyte> bytes)
    {
        (Vector128<short> a, Vector128<short> b) = Vector128.Widen(bytes);
        (Vector128<int> c, Vector128<int> d) = Vector128.Widen(a + b);
        return c + d;
    }
}
