using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Lists marked inputs with their differences for the delta kernels. A difference that leaves -128..127 becomes several entries of the same
/// input. Byte lists are padded with zeros to multiples of 4 entries, lists of 16-bit differences to multiples of 2.
/// </summary>
internal static unsafe class ChangeList
{
    private const int MaskInputs = InputChanges.MaskInputs;

    /// <summary>Elements a byte list may need: three entries per input (a difference of 256), padding, and room for whole vectors.</summary>
    public static int Capacity(int paddedColumns) => (3 * paddedColumns) + 64;

    /// <summary>Lists differences of codes of up to 8 bits.</summary>
    /// <param name="codes">New codes, padded.</param>
    /// <param name="held">Held codes, padded.</param>
    /// <param name="length">Padded length.</param>
    /// <param name="masks">Marks of <see cref="InputChanges.Find"/>.</param>
    /// <param name="index">Receives inputs.</param>
    /// <param name="values">Receives differences.</param>
    /// <param name="sum">Sum of the differences.</param>
    /// <returns>Number of entries, a multiple of 4.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Bytes(short* codes, short* held, int length, uint* masks, ushort* index, sbyte* values, out int sum)
    {
        int count = 0, total = 0;
        Vector512<int> sums = default;
        for (int first = 0; first < length; first += MaskInputs)
        {
            uint mask = masks[first / MaskInputs];
#if NET10_0_OR_GREATER
            if (Avx512Vbmi2.IsSupported && Vector512.IsHardwareAccelerated)
            {
                if (mask != 0 && TryCompress(codes + first, held + first, mask, first, index + count, values + count, ref sums))
                {
                    count += BitOperations.PopCount(mask);
                    continue;
                }
            }
#endif
            for (; mask != 0; mask &= mask - 1)
            {
                int input = first + BitOperations.TrailingZeroCount(mask);
                int difference = codes[input] - held[input];
                total += difference;
                count = Add(input, difference, index, values, count);
            }
        }

        sum = total;
        if (Vector512.IsHardwareAccelerated)
        {
            sum += Vector512.Sum(sums);
        }

        return Pad(index, values, count);
    }

    /// <summary>
    /// Lists differences of 16-bit codes as low parts and as high parts, which count 256 times; parameters as above, with one list each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Planes(
        short* codes,
        short* held,
        int length,
        uint* masks,
        ushort* lowIndex,
        sbyte* low,
        ushort* highIndex,
        sbyte* high,
        out ListSize lowSize,
        out ListSize highSize)
    {
        int lowCount = 0, highCount = 0, lowSum = 0, highSum = 0;
        for (int first = 0; first < length; first += MaskInputs)
        {
            for (uint mask = masks[first / MaskInputs]; mask != 0; mask &= mask - 1)
            {
                int input = first + BitOperations.TrailingZeroCount(mask);
                int difference = codes[input] - held[input];
                int lowPart = (sbyte)difference, highPart = (difference - lowPart) >> 8;
                lowSum += lowPart;
                highSum += highPart;
                lowCount = Add(input, lowPart, lowIndex, low, lowCount);
                highCount = Add(input, highPart, highIndex, high, highCount);
            }
        }

        lowSize = new ListSize(Pad(lowIndex, low, lowCount), lowSum);
        highSize = new ListSize(Pad(highIndex, high, highCount), highSum);
    }

    /// <summary>Lists differences for 16-bit weights; one beyond -32767..32767 gives two entries.</summary>
    /// <param name="codes">New codes, padded.</param>
    /// <param name="held">Held codes, padded.</param>
    /// <param name="length">Padded length.</param>
    /// <param name="masks">Marks of <see cref="InputChanges.Find"/>.</param>
    /// <param name="index">Receives inputs.</param>
    /// <param name="values">Receives differences.</param>
    /// <returns>Number of entries, a multiple of 2.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Words(short* codes, short* held, int length, uint* masks, ushort* index, short* values)
    {
        int count = 0;
        for (int first = 0; first < length; first += MaskInputs)
        {
            uint mask = masks[first / MaskInputs];
#if NET10_0_OR_GREATER
            if (Avx512Vbmi2.IsSupported && Vector512.IsHardwareAccelerated)
            {
                if (mask != 0 && TryCompressWords(codes + first, held + first, mask, first, index + count, values + count))
                {
                    count += BitOperations.PopCount(mask);
                    continue;
                }
            }
#endif
            for (; mask != 0; mask &= mask - 1)
            {
                int input = first + BitOperations.TrailingZeroCount(mask);
                for (int difference = codes[input] - held[input]; difference != 0;)
                {
                    int part = Math.Clamp(difference, -short.MaxValue, short.MaxValue);
                    (index[count], values[count++]) = ((ushort)input, (short)part);
                    difference -= part;
                }
            }
        }

        if (count % 2 != 0)
        {
            (index[count], values[count++]) = (0, 0);
        }

        return count;
    }

    /// <summary>Brings listed inputs to the byte offsets of their lines.</summary>
    /// <param name="index">Inputs; room for whole vectors.</param>
    /// <param name="count">Entries.</param>
    /// <param name="lineBytes">Bytes of a line.</param>
    /// <param name="entries">Receives offsets; room for whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Locate(ushort* index, int count, int lineBytes, int* entries)
    {
        Vector128<int> size = Vector128.Create(lineBytes);
        for (int i = 0; i < count; i += Vector128<ushort>.Count)
        {
            (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(Vector128.Load(index + i));
            (a.AsInt32() * size).Store(entries + i);
            (b.AsInt32() * size).Store(entries + i + 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Add(int input, int difference, ushort* index, sbyte* values, int count)
    {
        while (difference != 0)
        {
            int part = Math.Clamp(difference, sbyte.MinValue, sbyte.MaxValue);
            index[count] = (ushort)input;
            values[count++] = (sbyte)part;
            difference -= part;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pad(ushort* index, sbyte* values, int count)
    {
        for (; (count & 3) != 0; count++)
        {
            index[count] = 0;
            values[count] = 0;
        }

        return count;
    }

    /// <summary>Spreads the marks of 32 inputs over a vector: all bits of a marked input's element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Marked(uint mask)
    {
        Vector512<ushort> bits = Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768,
            1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        Vector512<ushort> halves = Vector512.Create(Vector256.Create((ushort)mask), Vector256.Create((ushort)(mask >> 16)));
        return Vector512.Equals(halves & bits, bits);
    }

#if NET10_0_OR_GREATER
    // 32 inputs whose differences all fit a byte: one compress each for inputs and differences.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCompress(short* codes, short* held, uint mask, int first, ushort* index, sbyte* values, ref Vector512<int> total)
    {
        Vector512<ushort> marked = Marked(mask);
        Vector512<short> differences = (Vector512.Load(codes) - Vector512.Load(held)) & marked.AsInt16();
        if (!Vector512.EqualsAll(differences << 8 >> 8, differences))
        {
            return false;
        }

        total += Avx512BW.MultiplyAddAdjacent(differences, Vector512.Create((short)1));
        Vector512<ushort> inputs = Vector512.CreateSequence<ushort>((ushort)first, 1);
        Avx512Vbmi2.Compress(Vector512<ushort>.Zero, marked, inputs).Store(index);
        Vector512<short> packed = Avx512Vbmi2.Compress(Vector512<short>.Zero, marked.AsInt16(), differences);
        Avx512BW.ConvertToVector256SByte(packed).Store(values);
        return true;
    }

    // 32 inputs whose differences all fit 16 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCompressWords(short* codes, short* held, uint mask, int first, ushort* index, short* values)
    {
        Vector512<short> marked = Marked(mask).AsInt16(), now = Vector512.Load(codes), before = Vector512.Load(held);
        Vector512<short> differences = (now - before) & marked;
        if (!Vector512.EqualsAll(Avx512BW.SubtractSaturate(now, before) & marked, differences) || Vector512.EqualsAny(differences, Vector512.Create(short.MinValue)))
        {
            return false;
        }

        Avx512Vbmi2.Compress(Vector512<ushort>.Zero, marked.AsUInt16(), Vector512.CreateSequence<ushort>((ushort)first, 1)).Store(index);
        Avx512Vbmi2.Compress(Vector512<short>.Zero, marked, differences).Store(values);
        return true;
    }
#endif
}
