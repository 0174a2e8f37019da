using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels.Emitted;

/// <summary>The emitted kernels in the form in which <see cref="KernelDispatch"/> hands out kernels.</summary>
/// <typeparam name="TWidth">Width of the weights.</typeparam>
internal static unsafe class EmittedKernels<TWidth>
    where TWidth : IWeightWidth
{
    private const int ChunkEntries = 1024;

    private static readonly delegate* unmanaged<byte*, int, int, sbyte*, int, int*, void> NearCode = EmittedCode.Frame(TWidth.Bits, far: false);
    private static readonly delegate* unmanaged<byte*, int, int, sbyte*, int, int*, void> FarCode = EmittedCode.Frame(TWidth.Bits, far: true);
    private static readonly delegate* unmanaged<byte*, int, int, sbyte*, int, int, int*, int*, void> BlockCode = EmittedCode.Block(TWidth.Bits);
    private static readonly delegate* unmanaged<byte*, int, int, int*, void*, int, int, int*, void> DeltaCode = EmittedCode.Delta(TWidth.Bits);
    private static readonly delegate* unmanaged<byte*, int, int, int*, int*, int, int, int*, void> GroupsCode = EmittedCode.Groups(TWidth.Bits);

    /// <summary>One frame, weights in the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums) =>
        NearCode(weights, tiles, groups, inputs, correction, sums);

    /// <summary>One frame, weights beyond it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FarFrame(byte* weights, int tiles, int groups, sbyte* inputs, int correction, int* sums) =>
        FarCode(weights, tiles, groups, inputs, correction, sums);

    /// <summary>A block of frames.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(byte* weights, int tiles, int groups, sbyte* inputs, int length, int frames, int* corrections, int* sums) =>
        BlockCode(weights, tiles, groups, inputs, length, frames, corrections, sums);

    /// <summary>Listed groups of inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Groups(byte* weights, int tiles, int groups, int* entries, int* values, int count, int correction, int* sums) =>
        GroupsCode(weights, tiles, groups, entries, values, count, correction, sums);

    /// <summary>Listed inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Delta(byte* lines, int tiles, int columns, int* entries, sbyte* values, int count, int correction, int* sums)
    {
        if (TWidth.Bits != 8)
        {
            DeltaCode(lines, tiles, columns, entries, values, count, correction, sums);
            return;
        }

        ulong* words = stackalloc ulong[ChunkEntries / 2];
        do
        {
            int chunk = Math.Min(count, ChunkEntries);
            Spread((ushort*)values, chunk / 2, words);
            DeltaCode(lines, tiles, columns, entries, words, chunk, correction, sums);
            entries += chunk;
            values += chunk;
            count -= chunk;
            correction = 0;
        }
        while (count > 0);
    }

    // (x0 x1) becomes (x0 x1 0 0), (0 0 x0 x1).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(ushort* pairs, int count, ulong* words)
    {
        for (int i = 0; i < count; i++)
        {
            ulong pair = pairs[i];
            words[i] = pair | (pair << 48);
        }
    }
}
