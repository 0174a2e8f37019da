using HostTrainer.Evaluation;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Quantization.Fitting;

/// <summary>
/// Means over calibration frames of what enters one matrix: x, as the quantised network has it, and y, as the float network has it.
/// Sums are formed over fixed groups of utterances in a fixed order, so they do not depend on the number of threads.
/// </summary>
/// <param name="Size">Columns of the matrix.</param>
/// <param name="Square">Mean of x x', [Size x Size].</param>
/// <param name="Shift">Mean of (y - x) x', [Size x Size]: 0 where both networks are the same.</param>
/// <param name="Mean">Mean of x.</param>
/// <param name="FloatMean">Mean of y.</param>
internal sealed unsafe record InputMoments(int Size, double[] Square, double[] Shift, double[] Mean, double[] FloatMean)
{
    private const int Groups = 16;

    /// <summary>Measures the vectors that enter the next matrix of two networks over the same speech.</summary>
    public static InputMoments Measure(LayerwiseNetwork quantized, LayerwiseNetwork reference)
    {
        int n = quantized.Columns, utterances = quantized.Offsets.Count - 1;
        double[][] squares = new double[Groups][], crosses = new double[Groups][];
        bool same = ReferenceEquals(quantized, reference);
        WorkerPool.Run(Groups, CancellationToken.None, () => new Gemm(), (gemm, g) =>
        {
            int first = quantized.Offsets[(int)((long)utterances * g / Groups)], last = quantized.Offsets[(int)((long)utterances * (g + 1) / Groups)];
            squares[g] = Product(gemm, quantized.InputPointer, quantized.InputPointer, first, last, n);
            crosses[g] = same ? squares[g] : Product(gemm, reference.InputPointer, quantized.InputPointer, first, last, n);
        });
        double[] square = Total(squares, quantized.Frames), shift = Total(crosses, quantized.Frames);
        for (int i = 0; i < shift.Length; i++)
        {
            shift[i] -= square[i];
        }

        return new InputMoments(n, square, shift, MeanOf(quantized), MeanOf(reference));
    }

    /// <summary>The same about the means: for rows whose bias takes up a constant error.</summary>
    public InputMoments Centred()
    {
        double[] square = [.. Square], shift = [.. Shift];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                square[(i * Size) + j] -= Mean[i] * Mean[j];
                shift[(i * Size) + j] -= (FloatMean[i] - Mean[i]) * Mean[j];
            }
        }

        return this with { Square = square, Shift = shift };
    }

    /// <summary>Sum over frames of left right', row by row of <paramref name="n"/>.</summary>
    private static double[] Product(Gemm gemm, float* left, float* right, int first, int last, int n)
    {
        using AlignedBuffer sum = new(n * n);
        if (last > first)
        {
            gemm.Multiply(
                n, n, last - first, MatrixView.Transposed(left + ((long)first * n), n), MatrixView.Rows(right + ((long)first * n), n), sum.Pointer, accumulate: false);
        }

        double[] result = new double[n * n];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = sum.Pointer[i];
        }

        return result;
    }

    private static double[] Total(double[][] groups, int frames)
    {
        double[] sum = new double[groups[0].Length];
        foreach (double[] group in groups)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += group[i] / frames;
            }
        }

        return sum;
    }

    private static double[] MeanOf(LayerwiseNetwork network)
    {
        double[] mean = new double[network.Columns];
        ReadOnlySpan<float> values = network.Input;
        for (int at = 0; at < values.Length; at += mean.Length)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += values[at + i];
            }
        }

        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] /= network.Frames;
        }

        return mean;
    }
}
