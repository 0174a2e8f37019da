using System.Runtime.CompilerServices;

namespace Edge.Runtime.Kernels;

/// <summary>
/// Weights of up to 8 bits times a block of frames, for vectors of 128 and 256 bits: three vectors of rows by four frames in registers.
/// </summary>
internal static unsafe class DotBlock<TLanes, TDot, TInt, TByte, TInput, TWidth>
    where TLanes : ILanes<TInt, TByte>
    where TDot : IDot<TInt, TByte, TInput>
    where TWidth : IWeightWidth
{
    private const int Rows = 3;
    private const int Frames = InputPlanes.BlockFrames;

    /// <summary>sums = weights . inputs + correction, for every frame.</summary>
    /// <param name="weights">Tile layout, aligned to 64 bytes.</param>
    /// <param name="tiles">Tiles of rows.</param>
    /// <param name="groups">Groups of four inputs.</param>
    /// <param name="inputs">[frame][input].</param>
    /// <param name="length">Inputs from a frame to the next.</param>
    /// <param name="frames">A multiple of 4.</param>
    /// <param name="corrections">Start value of the sums, one per frame.</param>
    /// <param name="sums">[frame][row of the tiles].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(byte* weights, int tiles, int groups, sbyte* inputs, int length, int frames, int* corrections, int* sums)
    {
        int groupBytes = TileLayout.GroupBytes(TWidth.Bits), perTile = groupBytes / TLanes.Bytes, vectors = tiles * perTile;
        byte** from = stackalloc byte*[Rows];
        int* row = stackalloc int[Rows];

        // The last three vectors may overlap the ones before: the same sums are computed twice.
        for (int vector = 0; vector < vectors; vector += Rows)
        {
            int first = Math.Min(vector, vectors - Rows);
            for (int r = 0; r < Rows; r++)
            {
                int tile = (first + r) / perTile, groupByte = (first + r) % perTile * TLanes.Bytes;
                from[r] = weights + ((long)tile * groups * groupBytes) + groupByte;
                row[r] = (tile * TileLayout.TileRows(TWidth.Bits)) + TileLayout.RowOfByte(TWidth.Bits, groupByte);
            }

            int stride = tiles * TileLayout.TileRows(TWidth.Bits);
            for (int frame = 0; frame < frames; frame += Frames)
            {
                sbyte* x = inputs + ((long)frame * length);
                int* target = sums + ((long)frame * stride);
                Digit<Digit0>(from, row, groups, x, length, corrections + frame, target, stride);
                if (TWidth.Bits <= 4)
                {
                    Digit<Digit1>(from, row, groups, x, length, corrections + frame, target, stride);
                }

                if (TWidth.Bits == 2)
                {
                    Digit<Digit2>(from, row, groups, x, length, corrections + frame, target, stride);
                    Digit<Digit3>(from, row, groups, x, length, corrections + frame, target, stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Digit<TDigit>(byte** from, int* row, int groups, sbyte* x, nint length, int* corrections, int* sums, int stride)
        where TDigit : IDigit
    {
        int groupBytes = TileLayout.GroupBytes(TWidth.Bits);
        byte* pa = from[0], pb = from[1], pc = from[2];
        TInt a0 = TLanes.Fill(corrections[0]), a1 = TLanes.Fill(corrections[1]), a2 = TLanes.Fill(corrections[2]), a3 = TLanes.Fill(corrections[3]);
        TInt b0 = a0, b1 = a1, b2 = a2, b3 = a3, c0 = a0, c1 = a1, c2 = a2, c3 = a3;
        nint twice = 2 * length, thrice = 3 * length;
        sbyte* end = x + ((long)groups * TileLayout.WordBytes);
        for (; x < end; x += TileLayout.WordBytes, pa += groupBytes, pb += groupBytes, pc += groupBytes)
        {
            TByte a = Extract<TDigit>(TLanes.Load(pa)), b = Extract<TDigit>(TLanes.Load(pb)), c = Extract<TDigit>(TLanes.Load(pc));
            TInput input = TDot.Input(x);
            a0 = Dot(a0, a, input);
            b0 = Dot(b0, b, input);
            c0 = Dot(c0, c, input);
            input = TDot.Input(x + length);
            a1 = Dot(a1, a, input);
            b1 = Dot(b1, b, input);
            c1 = Dot(c1, c, input);
            input = TDot.Input(x + twice);
            a2 = Dot(a2, a, input);
            b2 = Dot(b2, b, input);
            c2 = Dot(c2, c, input);
            input = TDot.Input(x + thrice);
            a3 = Dot(a3, a, input);
            b3 = Dot(b3, b, input);
            c3 = Dot(c3, c, input);
        }

        int offset = TDigit.Index * TileLayout.LineWords;
        int* ta = sums + row[0] + offset, tb = sums + row[1] + offset, tc = sums + row[2] + offset;
        TLanes.Store(a0, ta);
        TLanes.Store(a1, ta + stride);
        TLanes.Store(a2, ta + (2 * stride));
        TLanes.Store(a3, ta + (3 * stride));
        TLanes.Store(b0, tb);
        TLanes.Store(b1, tb + stride);
        TLanes.Store(b2, tb + (2 * stride));
        TLanes.Store(b3, tb + (3 * stride));
        TLanes.Store(c0, tc);
        TLanes.Store(c1, tc + stride);
        TLanes.Store(c2, tc + (2 * stride));
        TLanes.Store(c3, tc + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TInt Dot(TInt sum, TByte weights, TInput input) =>
        TWidth.Bits == 8 ? TDot.Dot(sum, weights, input) : TDot.DotSmall(sum, weights, input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TByte Extract<TDigit>(TByte weights)
        where TDigit : IDigit
        => TWidth.Bits == 8 ? weights
        : TWidth.Bits == 4 ? TDigit.Index == 0 ? TLanes.And(weights, 15) : TLanes.HighHalves(weights)
        : TDigit.Index == 0 ? TLanes.And(weights, 3)
        : TDigit.Index == 1 ? TLanes.And(TLanes.ShiftRight2(weights), 3)
        : TDigit.Index == 2 ? TLanes.And(TLanes.HighHalves(weights), 3)
        : TLanes.ShiftRight6(weights);
}
