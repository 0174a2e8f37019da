using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Finds the inputs that differ from their held codes by more than a threshold. Vectors are padded to multiples of <see cref="InputPlanes.Padding"/>;
/// a mask has one bit per input, 32 to an element.
/// </summary>
internal static unsafe class InputChanges
{
    /// <summary>Inputs of a mask element.</summary>
    public const int MaskInputs = 32;

    /// <summary>Marks the changed inputs.</summary>
    /// <param name="codes">New codes.</param>
    /// <param name="held">Held codes.</param>
    /// <param name="length">Padded length.</param>
    /// <param name="threshold">0 to 65535: a difference of two int16 is exact as an unsigned one.</param>
    /// <param name="masks">Receives the marks.</param>
    /// <returns>How many changed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find(short* codes, short* held, int length, int threshold, uint* masks)
    {
        int count = 0;
        for (int i = 0; i < length; i += MaskInputs)
        {
            uint mask = Vector512.IsHardwareAccelerated
                ? (uint)Changed512(codes + i, held + i, threshold).ExtractMostSignificantBits()
                : Changed128(codes + i, held + i, threshold).ExtractMostSignificantBits()
                    | (Changed128(codes + i + 8, held + i + 8, threshold).ExtractMostSignificantBits() << 8)
                    | (Changed128(codes + i + 16, held + i + 16, threshold).ExtractMostSignificantBits() << 16)
                    | (Changed128(codes + i + 24, held + i + 24, threshold).ExtractMostSignificantBits() << 24);
            masks[i / MaskInputs] = mask;
            count += BitOperations.PopCount(mask);
        }

        return count;
    }

    /// <summary>Takes over the codes of the changed inputs; parameters as above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Hold(short* codes, short* held, int length, int threshold)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            for (int i = 0; i < length; i += Vector512<short>.Count)
            {
                Vector512<short> changed = Changed512(codes + i, held + i, threshold);
                Vector512.ConditionalSelect(changed, Vector512.Load(codes + i), Vector512.Load(held + i)).Store(held + i);
            }
        }
        else
        {
            for (int i = 0; i < length; i += Vector128<short>.Count)
            {
                Vector128<short> changed = Changed128(codes + i, held + i, threshold);
                Vector128.ConditionalSelect(changed, Vector128.Load(codes + i), Vector128.Load(held + i)).Store(held + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Changed512(short* codes, short* held, int threshold)
    {
        Vector512<short> a = Vector512.Load(codes), b = Vector512.Load(held);
        return Vector512.GreaterThan((Vector512.Max(a, b) - Vector512.Min(a, b)).AsUInt16(), Vector512.Create((ushort)threshold)).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Changed128(short* codes, short* held, int threshold)
    {
        Vector128<short> a = Vector128.Load(codes), b = Vector128.Load(held);
        return Vector128.GreaterThan((Vector128.Max(a, b) - Vector128.Min(a, b)).AsUInt16(), Vector128.Create((ushort)threshold)).AsInt16();
    }
}
