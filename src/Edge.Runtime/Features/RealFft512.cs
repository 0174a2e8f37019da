using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using Edge.Runtime.Numerics;

namespace Edge.Runtime.Features;

/// <summary>
/// Power spectrum of 512 real samples in single precision. Every butterfly is the same sequence of IEEE additions and
/// multiplications (no fused multiply-add) whatever the vector width, so the result is the same bits everywhere.
/// Not thread-safe: it owns its work buffers.
/// </summary>
internal sealed class RealFft512
{
    /// <summary>Real input samples.</summary>
    public const int Size = 512;

    /// <summary>Power values: bins 0 to 256.</summary>
    public const int Bins = (Size / 2) + 1;

    private const int Half = Size / 2;

    // Twiddle factors of the 256-point complex transform, and of the split into a 512-point real one.
    private static readonly float[] Cos256 = Table(ExactMath.CosTurn, Half);
    private static readonly float[] Sin256 = Table(ExactMath.SinTurn, Half);
    private static readonly float[] Cos512 = Table(ExactMath.CosTurn, Size);
    private static readonly float[] Sin512 = Table(ExactMath.SinTurn, Size);

    private float[] _re = new float[Half];
    private float[] _im = new float[Half];
    private float[] _re2 = new float[Half];
    private float[] _im2 = new float[Half];

    /// <summary>|X[k]|^2 for k = 0..256.</summary>
    /// <param name="samples">512 samples.</param>
    /// <param name="power">257 values.</param>
    public void Power(ReadOnlySpan<float> samples, Span<float> power)
    {
        for (int i = 0; i < Half; i++)
        {
            _re[i] = samples[2 * i];
            _im[i] = samples[(2 * i) + 1];
        }

        for (int m = Half / 2, s = 1; m >= 1; m /= 2, s *= 2)
        {
            Stage(m, s);
            (_re, _re2) = (_re2, _re);
            (_im, _im2) = (_im2, _im);
        }

        Split(power);
    }

    /// <summary>One radix-2 Stockham stage: m butterflies groups of s contiguous elements.</summary>
    private void Stage(int m, int s)
    {
        float[] xr = _re, xi = _im, yr = _re2, yi = _im2;
        for (int p = 0; p < m; p++)
        {
            float wr = Cos256[p * s], wi = -Sin256[p * s];
            int a = s * p, b = s * (p + m), y0 = s * 2 * p, y1 = y0 + s;
            int q = 0;
            if (s >= Vector128<float>.Count)
            {
                Vector128<float> wrv = Vector128.Create(wr), wiv = Vector128.Create(wi);
                for (; q < s; q += Vector128<float>.Count)
                {
                    Vector128<float> ar = Load(xr, a + q), ai = Load(xi, a + q), br = Load(xr, b + q), bi = Load(xi, b + q);
                    Vector128<float> dr = ar - br, di = ai - bi;
                    (ar + br).StoreUnsafe(ref yr[y0 + q]);
                    (ai + bi).StoreUnsafe(ref yi[y0 + q]);
                    ((dr * wrv) - (di * wiv)).StoreUnsafe(ref yr[y1 + q]);
                    ((dr * wiv) + (di * wrv)).StoreUnsafe(ref yi[y1 + q]);
                }

                continue;
            }

            for (; q < s; q++)
            {
                float dr = xr[a + q] - xr[b + q], di = xi[a + q] - xi[b + q];
                yr[y0 + q] = xr[a + q] + xr[b + q];
                yi[y0 + q] = xi[a + q] + xi[b + q];
                yr[y1 + q] = (dr * wr) - (di * wi);
                yi[y1 + q] = (dr * wi) + (di * wr);
            }
        }
    }

    /// <summary>Separates the two interleaved real transforms and squares.</summary>
    private void Split(Span<float> power)
    {
        float dc = _re[0] + _im[0], nyquist = _re[0] - _im[0];
        power[0] = dc * dc;
        power[Half] = nyquist * nyquist;
        for (int k = 1; k < Half; k++)
        {
            int j = Half - k;
            float er = 0.5f * (_re[k] + _re[j]), ei = 0.5f * (_im[k] - _im[j]);
            float or = 0.5f * (_im[k] + _im[j]), oi = -0.5f * (_re[k] - _re[j]);
            float wr = Cos512[k], wi = -Sin512[k];
            float xr = er + ((or * wr) - (oi * wi));
            float xi = ei + ((or * wi) + (oi * wr));
            power[k] = (xr * xr) + (xi * xi);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(float[] source, int index) => Vector128.LoadUnsafe(ref source[index]);

    private static float[] Table(Func<int, int, double> function, int n)
    {
        float[] table = new float[n];
        for (int i = 0; i < n; i++)
        {
            table[i] = (float)function(i, n);
        }

        return table;
    }
}
