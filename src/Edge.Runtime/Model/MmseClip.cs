using System.Runtime.Intrinsics;

namespace Edge.Runtime.Model;

/// <summary>
/// Clipping thresholds of least mean square error (MOHAQ's choice; facts in docs/numerics.md): of the candidates
/// 0.01 to 1.00 of the largest magnitude, the one whose quantisation error is smallest; the first on a tie.
/// Every sum has a fixed order, so the result is the same on every machine.
/// </summary>
public static class MmseClip
{
    private const int Candidates = 100;
    private const int HistogramBins = 201;
    private static readonly int Lanes = Vector256<float>.Count;

    /// <summary>
    /// The papers' form: over the centres of 201 equal histogram bins. They never try the largest magnitude itself; we do.
    /// </summary>
    /// <param name="values">A whole matrix or activation tensor.</param>
    /// <param name="bits">2 to 8.</param>
    /// <returns>The threshold in units of the values; 0 when all are 0.</returns>
    public static float OfHistogram(ReadOnlySpan<float> values, int bits)
    {
        float low = float.MaxValue, high = float.MinValue;
        foreach (float v in values)
        {
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }

        if (values.IsEmpty || low == high)
        {
            return values.IsEmpty ? 0 : Math.Abs(high);
        }

        float[] centres = new float[Padded(HistogramBins)], counts = new float[Padded(HistogramBins)];
        float width = (high - low) / HistogramBins;
        for (int bin = 0; bin < HistogramBins; bin++)
        {
            centres[bin] = low + (width * (bin + 0.5f));
        }

        foreach (float v in values)
        {
            counts[Math.Clamp((int)((v - low) / width), 0, HistogramBins - 1)]++;
        }

        return Search(centres, counts, Math.Max(Math.Abs(low), Math.Abs(high)), bits);
    }

    /// <summary>Over the values themselves: for a row of weights.</summary>
    /// <param name="values">A row.</param>
    /// <param name="bits">2 to 8.</param>
    /// <returns>The threshold in units of the values; 0 when all are 0.</returns>
    public static float OfValues(ReadOnlySpan<float> values, int bits)
    {
        float[] padded = new float[Padded(values.Length)], ones = new float[padded.Length];
        values.CopyTo(padded);
        ones.AsSpan(0, values.Length).Fill(1);
        float largest = 0;
        foreach (float v in values)
        {
            largest = Math.Max(largest, Math.Abs(v));
        }

        return largest == 0 ? 0 : Search(padded, ones, largest, bits);
    }

    private static float Search(float[] values, float[] weights, float largest, int bits)
    {
        float best = largest, bestCost = float.MaxValue;
        for (int i = 1; i <= Candidates; i++)
        {
            float alpha = largest * i / Candidates;
            float cost = Cost(values, weights, alpha, bits);
            if (cost < bestCost)
            {
                (best, bestCost) = (alpha, cost);
            }
        }

        return best;
    }

    /// <summary>Weighted squared error of clamp(round(v * scale)) / scale; clipped values pay their distance to the end of the range.</summary>
    private static float Cost(float[] values, float[] weights, float alpha, int bits)
    {
        int top = (1 << (bits - 1)) - 1;
        Vector256<float> scale = Vector256.Create(top / alpha), step = Vector256.Create(alpha / top);
        Vector256<float> low = Vector256.Create((float)(-top - 1)), high = Vector256.Create((float)top), half = Vector256.Create(0.5f);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < values.Length; i += Lanes)
        {
            Vector256<float> v = Vector256.LoadUnsafe(ref values[i]);
            Vector256<float> code = Vector256.Min(Vector256.Max(Vector256.Floor((v * scale) + half), low), high);
            Vector256<float> error = v - (code * step);
            sum += error * error * Vector256.LoadUnsafe(ref weights[i]);
        }

        Vector128<float> halves = sum.GetLower() + sum.GetUpper();
        return (halves[0] + halves[2]) + (halves[1] + halves[3]);
    }

    private static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;
}
