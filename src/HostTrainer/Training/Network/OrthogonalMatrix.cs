using System.Numerics.Tensors;

using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Network;

/// <summary>Random orthogonal matrices: a recurrence that starts with one neither blows vectors up nor lets them fade (Saxe et al. 2014).</summary>
internal static class OrthogonalMatrix
{
    /// <summary>Fills a square matrix, row-major, with rows of length 1 at right angles to each other.</summary>
    /// <param name="values">size x size elements.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="random">Source of the draw.</param>
    public static void Fill(Span<float> values, int size, SeededRandom random)
    {
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            double[] row = rows[i] = new double[size];
            for (int j = 0; j < size; j++)
            {
                row[j] = random.NextGaussian();
            }

            // Twice is enough (Kahan): what the first pass leaves along other rows is of the size of a rounding error.
            Orthogonalize(row, rows.AsSpan(0, i));
            Orthogonalize(row, rows.AsSpan(0, i));
            double scale = 1 / TensorPrimitives.Norm<double>(row);
            for (int j = 0; j < size; j++)
            {
                values[(i * size) + j] = (float)(row[j] * scale);
            }

            TensorPrimitives.Multiply(row, scale, row);
        }
    }

    private static void Orthogonalize(double[] row, ReadOnlySpan<double[]> others)
    {
        foreach (double[] other in others)
        {
            TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(row, other), row, row);
        }
    }
}
