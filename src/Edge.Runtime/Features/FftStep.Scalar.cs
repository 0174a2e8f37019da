using System.Runtime.CompilerServices;

namespace Edge.Runtime.Features;

/// <summary>
/// The oracle: eight radix-2 Stockham stages over the samples as 256 complex numbers, then the split into the spectrum of 512
/// real ones. It fixes which additions and multiplications make up a result.
/// </summary>
internal static unsafe class FftStepScalar
{
    private const int Half = RealFft512.Size / 2;

    /// <summary>Computes the power spectrum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in FftFrame frame)
    {
        float* re = frame.Even, im = frame.Odd;
        int target = 0;
        for (int m = Half / 2, s = 1; m >= 1; m /= 2, s *= 2)
        {
            Stage(m, s, re, im, frame.Real(target), frame.Imaginary(target), frame.Tables);
            re = frame.Real(target);
            im = frame.Imaginary(target);
            target = 1 - target;
        }

        Split(re, im, frame.Tables + FftTables.Whole, frame.Power);
    }

    /// <summary>One stage: m groups of s butterflies.</summary>
    private static void Stage(int m, int s, float* xr, float* xi, float* yr, float* yi, float* tables)
    {
        float* cos = tables + FftTables.Half, minusSin = cos + (Half / 2);
        for (int p = 0; p < m; p++)
        {
            float wr = cos[p * s], wi = minusSin[p * s];
            int a = s * p, b = s * (p + m), y0 = s * 2 * p, y1 = y0 + s;
            for (int q = 0; q < s; q++)
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
    private static void Split(float* re, float* im, float* cos, float* power)
    {
        float dc = re[0] + im[0], nyquist = re[0] - im[0];
        power[0] = dc * dc;
        power[Half] = nyquist * nyquist;
        for (int k = 1; k < Half; k++)
        {
            int j = Half - k;
            float er = 0.5f * (re[k] + re[j]), ei = 0.5f * (im[k] - im[j]);
            float or = 0.5f * (im[k] + im[j]), oi = -0.5f * (re[k] - re[j]);
            float wr = cos[k], wi = cos[Half + k];
            float xr = er + ((or * wr) - (oi * wi));
            float xi = ei + ((or * wi) + (oi * wr));
            power[k] = (xr * xr) + (xi * xi);
        }
    }
}
