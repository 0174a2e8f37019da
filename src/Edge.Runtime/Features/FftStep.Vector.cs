using System.Runtime.CompilerServices;

using Edge.Runtime.Numerics.Lanes;

namespace Edge.Runtime.Features;

/// <summary>
/// The scalar form's operations on vectors: two stages in one pass through memory. The butterflies of strides s and 2 s that belong
/// together are j, j + 64, j + 128 and j + 192 for every s, and their four results go to blocks of s.
/// </summary>
/// <remarks>
/// Where the scalar form multiplies by 1, 0 or -1 the product is left out, and in the split factors of 1/2 are collected into one
/// of 1/4 on the power. Both change at most the sign of a zero, as long as nothing underflows: 16-bit samples are far from that.
/// </remarks>
internal static unsafe class FftStepVector<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : unmanaged
{
    private const int Butterflies = FftTables.Butterflies;
    private const int Half = RealFft512.Size / 2;

    /// <summary>Computes the power spectrum. Not inlined: a caller compiled anew in the middle of a stream would call passes that were never compiled by themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(in FftFrame frame)
    {
        float* re0 = frame.Real(0), im0 = frame.Imaginary(0), re1 = frame.Real(1), im1 = frame.Imaginary(1);
        float* factors = frame.Tables + FftTables.Passes;
        Pass(1, frame.Even, frame.Odd, re0, im0, factors);
        Pass(4, re0, im0, re1, im1, factors + FftTables.PassSize);
        Pass(16, re1, im1, re0, im0, factors + (2 * FftTables.PassSize));
        LastPass(re0, im0, re1, im1);
        Split(re1, im1, frame.Tables + FftTables.Whole, frame.Power);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(int stride, float* xr, float* xi, float* yr, float* yi, float* factors)
    {
        for (int j = 0; j < Butterflies; j += TLanes.Count)
        {
            Butterfly(
                xr + j, xi + j, factors + j, out TVector lowSumR, out TVector lowSumI, out TVector lowDifferenceR, out TVector lowDifferenceI);
            Butterfly(
                xr + Butterflies + j,
                xi + Butterflies + j,
                factors + (2 * Butterflies) + j,
                out TVector highSumR,
                out TVector highSumI,
                out TVector highDifferenceR,
                out TVector highDifferenceI);

            TVector wr = TLanes.Load(factors + (4 * Butterflies) + j), wi = TLanes.Load(factors + (5 * Butterflies) + j);
            TVector r0 = TLanes.Add(lowSumR, highSumR), i0 = TLanes.Add(lowSumI, highSumI);
            TVector r1 = TLanes.Add(lowDifferenceR, highDifferenceR), i1 = TLanes.Add(lowDifferenceI, highDifferenceI);
            Turn(TLanes.Subtract(lowSumR, highSumR), TLanes.Subtract(lowSumI, highSumI), wr, wi, out TVector r2, out TVector i2);
            Turn(
                TLanes.Subtract(lowDifferenceR, highDifferenceR),
                TLanes.Subtract(lowDifferenceI, highDifferenceI),
                wr,
                wi,
                out TVector r3,
                out TVector i3);
            StoreBlocks(stride, j, r0, r1, r2, r3, yr);
            StoreBlocks(stride, j, i0, i1, i2, i3, yi);
        }
    }

    /// <summary>Strides 64 and 128, where the factors are 1 and -i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LastPass(float* xr, float* xi, float* yr, float* yi)
    {
        for (int j = 0; j < Butterflies; j += TLanes.Count)
        {
            TVector ar = TLanes.Load(xr + j), br = TLanes.Load(xr + 64 + j);
            TVector cr = TLanes.Load(xr + 128 + j), dr = TLanes.Load(xr + 192 + j);
            TVector ai = TLanes.Load(xi + j), bi = TLanes.Load(xi + 64 + j);
            TVector ci = TLanes.Load(xi + 128 + j), di = TLanes.Load(xi + 192 + j);
            TVector acR = TLanes.Add(ar, cr), acI = TLanes.Add(ai, ci), bdR = TLanes.Add(br, dr), bdI = TLanes.Add(bi, di);
            TVector acMinusR = TLanes.Subtract(ar, cr), acMinusI = TLanes.Subtract(ai, ci);
            TVector bdMinusR = TLanes.Subtract(br, dr), bdMinusI = TLanes.Subtract(bi, di);
            TLanes.Store(TLanes.Add(acR, bdR), yr + j);
            TLanes.Store(TLanes.Add(acI, bdI), yi + j);
            TLanes.Store(TLanes.Add(acMinusR, bdMinusI), yr + 64 + j);
            TLanes.Store(TLanes.Subtract(acMinusI, bdMinusR), yi + 64 + j);
            TLanes.Store(TLanes.Subtract(acR, bdR), yr + 128 + j);
            TLanes.Store(TLanes.Subtract(acI, bdI), yi + 128 + j);
            TLanes.Store(TLanes.Subtract(acMinusR, bdMinusI), yr + 192 + j);
            TLanes.Store(TLanes.Add(acMinusI, bdMinusR), yi + 192 + j);
        }

        yr[Half] = yr[0];
        yi[Half] = yi[0];
    }

    /// <summary>Bins k and 256 - k together: they share everything but signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(float* re, float* im, float* cos, float* power)
    {
        TVector quarter = TLanes.Create(0.25f);
        for (int k = 0; k < Half / 2; k += TLanes.Count)
        {
            int mirror = Half - k - (TLanes.Count - 1);
            TVector r = TLanes.Load(re + k), i = TLanes.Load(im + k), wr = TLanes.Load(cos + k), wi = TLanes.Load(cos + Half + k);
            TVector mirrorR = TLanes.Reverse(TLanes.Load(re + mirror)), mirrorI = TLanes.Reverse(TLanes.Load(im + mirror));
            TVector evenR = TLanes.Add(r, mirrorR), evenI = TLanes.Subtract(i, mirrorI);
            Turn(TLanes.Add(i, mirrorI), TLanes.Subtract(mirrorR, r), wr, wi, out TVector oddR, out TVector oddI);
            TLanes.Store(Square(TLanes.Add(evenR, oddR), TLanes.Add(evenI, oddI), quarter), power + k);
            TLanes.Store(TLanes.Reverse(Square(TLanes.Subtract(evenR, oddR), TLanes.Subtract(evenI, oddI), quarter)), power + mirror);
        }

        power[Half / 2] = (re[Half / 2] * re[Half / 2]) + (im[Half / 2] * im[Half / 2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Square(TVector re, TVector im, TVector factor) =>
        TLanes.Multiply(TLanes.Add(TLanes.Multiply(re, re), TLanes.Multiply(im, im)), factor);

    /// <summary>Sum, and difference times a factor, of elements 128 apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(
        float* xr, float* xi, float* factors, out TVector sumR, out TVector sumI, out TVector differenceR, out TVector differenceI)
    {
        TVector ar = TLanes.Load(xr), ai = TLanes.Load(xi), br = TLanes.Load(xr + (Half / 2)), bi = TLanes.Load(xi + (Half / 2));
        sumR = TLanes.Add(ar, br);
        sumI = TLanes.Add(ai, bi);
        Turn(
            TLanes.Subtract(ar, br),
            TLanes.Subtract(ai, bi),
            TLanes.Load(factors),
            TLanes.Load(factors + Butterflies),
            out differenceR,
            out differenceI);
    }

    /// <summary>Complex product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(TVector re, TVector im, TVector wr, TVector wi, out TVector productR, out TVector productI)
    {
        productR = TLanes.Subtract(TLanes.Multiply(re, wr), TLanes.Multiply(im, wi));
        productI = TLanes.Add(TLanes.Multiply(re, wi), TLanes.Multiply(im, wr));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBlocks(int stride, int j, TVector a, TVector b, TVector c, TVector d, float* target)
    {
        int step = TLanes.Count;
        float* start = target + (4 * j);
        if (stride == 1)
        {
            TLanes.Interleave(ref a, ref b, ref c, ref d);
        }
        else if (stride < TLanes.Count)
        {
            TLanes.InterleaveFours(ref a, ref b, ref c, ref d);
        }
        else
        {
            int within = j & (stride - 1);
            start = target + (4 * (j - within)) + within;
            step = stride;
        }

        TLanes.Store(a, start);
        TLanes.Store(b, start + step);
        TLanes.Store(c, start + (2 * step));
        TLanes.Store(d, start + (3 * step));
    }
}
