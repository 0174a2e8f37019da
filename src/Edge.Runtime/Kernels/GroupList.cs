using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Lists the groups of four inputs in which one is marked, with their differences, for the delta kernels that multiply groups. Where a difference leaves
/// -128..127 the group is listed again with what remains. Codes have up to 8 bits.
/// </summary>
internal static unsafe class GroupList
{
    private const int GroupInputs = 4;
    private const int VectorInputs = 2 * InputChanges.MaskInputs;

    /// <summary>Elements a list may need: three entries per group (a difference of 255) and room for a whole vector.</summary>
    public static int Capacity(int paddedColumns) => (3 * paddedColumns / GroupInputs) + Vector512<int>.Count;

    /// <summary>Counts the groups with a marked input.</summary>
    /// <param name="masks">Marks of <see cref="InputChanges.Find"/>.</param>
    /// <param name="length">Padded length of the vectors they belong to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(uint* masks, int length)
    {
        int count = 0;
        for (int i = 0; i < length / InputChanges.MaskInputs; i++)
        {
            count += BitOperations.PopCount(Groups(masks[i]));
        }

        return count;
    }

    /// <summary>Makes the list.</summary>
    /// <param name="codes">New codes, padded.</param>
    /// <param name="held">Held codes, padded.</param>
    /// <param name="length">Padded length, a multiple of 64.</param>
    /// <param name="masks">Marks of <see cref="InputChanges.Find"/>.</param>
    /// <param name="groupBytes">Bytes of a group in a tile.</param>
    /// <param name="entries">Receives the groups' byte offsets in a tile.</param>
    /// <param name="values">Receives differences, four bytes per entry.</param>
    /// <returns>Entries and the sum of the differences.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ListSize Make(short* codes, short* held, int length, uint* masks, int groupBytes, int* entries, int* values)
    {
        int count = 0, sum = 0;
        for (int first = 0; first < length; first += VectorInputs, masks += 2)
        {
            if ((masks[0] | masks[1]) == 0)
            {
                continue;
            }

#if NET10_0_OR_GREATER
            if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated
                && TryCompress(codes + first, held + first, masks, first / GroupInputs * groupBytes, groupBytes, entries, values, ref count, ref sum))
            {
                continue;
            }
#endif
            for (int half = 0; half < 2; half++)
            {
                uint mask = masks[half];
                int start = first + (half * InputChanges.MaskInputs);
                for (uint groups = Groups(mask); groups != 0; groups &= groups - 1)
                {
                    int bit = BitOperations.TrailingZeroCount(groups), input = start + bit;
                    count = Add(codes + input, held + input, mask >> bit, input / GroupInputs * groupBytes, entries, values, count, ref sum);
                }
            }
        }

        return new ListSize(count, sum);
    }

    // The lowest bit of every four of which one is set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Groups(uint mask)
    {
        uint pairs = mask | (mask >> 1);
        return (pairs | (pairs >> 2)) & 0x11111111;
    }

    private static int Add(short* codes, short* held, uint mask, int offset, int* entries, int* values, int count, ref int sum)
    {
        int* rest = stackalloc int[GroupInputs];
        for (int i = 0; i < GroupInputs; i++)
        {
            rest[i] = ((mask >> i) & 1) != 0 ? codes[i] - held[i] : 0;
            sum += rest[i];
        }

        while ((rest[0] | rest[1] | rest[2] | rest[3]) != 0)
        {
            sbyte* parts = (sbyte*)(values + count);
            entries[count++] = offset;
            for (int i = 0; i < GroupInputs; i++)
            {
                parts[i] = (sbyte)Math.Clamp(rest[i], sbyte.MinValue, sbyte.MaxValue);
                rest[i] -= parts[i];
            }
        }

        return count;
    }

#if NET10_0_OR_GREATER
    // 64 inputs whose differences all fit a byte: one compress each for offsets and differences.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCompress(
        short* codes, short* held, uint* masks, int offset, int groupBytes, int* entries, int* values, ref int count, ref int sum)
    {
        Vector512<short> low = (Vector512.Load(codes) - Vector512.Load(held)) & ChangeList.Marked(masks[0]).AsInt16();
        Vector512<short> high = (Vector512.Load(codes + 32) - Vector512.Load(held + 32)) & ChangeList.Marked(masks[1]).AsInt16();
        if (((low << 8 >> 8) ^ low | (high << 8 >> 8) ^ high) != Vector512<short>.Zero)
        {
            return false;
        }

        Vector512<int> bytes = Vector512.Create(Avx512BW.ConvertToVector256SByte(low), Avx512BW.ConvertToVector256SByte(high)).AsInt32();
        Vector512<int> listed = ~Vector512.Equals(bytes, Vector512<int>.Zero);
        Vector512<int> offsets = (Vector512<int>.Indices * groupBytes) + Vector512.Create(offset);
        Avx512F.Compress(Vector512<int>.Zero, listed, offsets).Store(entries + count);
        Avx512F.Compress(Vector512<int>.Zero, listed, bytes).Store(values + count);
        count += BitOperations.PopCount(listed.ExtractMostSignificantBits());
        sum += Vector512.Sum(Avx512BW.MultiplyAddAdjacent(low + high, Vector512.Create((short)1)));
        return true;
    }
#endif
}
