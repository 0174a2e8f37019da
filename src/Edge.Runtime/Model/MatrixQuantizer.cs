using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>
/// Quantises a 16-bit master matrix after training: symmetric codes, MMSE clipping, one step per row or per matrix.
/// The same master gives the same codes on every machine.
/// </summary>
public static class MatrixQuantizer
{
    /// <summary>Quantises.</summary>
    /// <param name="master">[row x column] codes of the master.</param>
    /// <param name="shape">Rows and columns.</param>
    /// <param name="fractionBits">Fraction bits of the master.</param>
    /// <param name="bits">2, 4, 8 or 16; 16 is the master itself.</param>
    /// <param name="perMatrix">True for the papers' one step per matrix, from the histogram over all its weights.</param>
    public static QuantizedMatrix Quantize(ReadOnlySpan<short> master, MatrixShape shape, int fractionBits, int bits, bool perMatrix)
    {
        double unit = Math.ScaleB(1, -fractionBits);
        double[] steps = new double[shape.Rows];
        short[] codes = new short[master.Length];
        if (bits == 16)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = Math.Max(master[i], (short)-short.MaxValue);
            }

            Array.Fill(steps, unit);
            return new QuantizedMatrix(shape.Rows, shape.Columns, bits, codes, steps);
        }

        float[] values = new float[master.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = master[i];
        }

        float shared = perMatrix ? MmseClip.OfHistogram(values, bits) : 0;
        for (int row = 0; row < shape.Rows; row++)
        {
            ReadOnlySpan<float> weights = values.AsSpan(row * shape.Columns, shape.Columns);
            float alpha = perMatrix ? shared : MmseClip.OfValues(weights, bits);
            steps[row] = QuantizeRow(weights, alpha, bits, codes.AsSpan(row * shape.Columns, shape.Columns)) * unit;
        }

        return new QuantizedMatrix(shape.Rows, shape.Columns, bits, codes, steps);
    }

    /// <summary>Quantises one row; returns the value of a code in units of the weights.</summary>
    private static double QuantizeRow(ReadOnlySpan<float> weights, float alpha, int bits, Span<short> codes)
    {
        if (alpha == 0)
        {
            codes.Clear();
            return 0;
        }

        (int low, int high) = Requantizer.CodeRange(bits);
        double scale = high / (double)alpha;
        for (int i = 0; i < weights.Length; i++)
        {
            codes[i] = (short)Math.Clamp(Rounding.Nearest(weights[i] * scale), low, high);
        }

        return 1 / scale;
    }
}
