namespace HostTrainer.Search.Strategies.Guided;

/// <summary>The lower triangular L of a symmetric positive definite matrix L L', and solutions with it.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[][] _rows;

    /// <summary>Factors a matrix.</summary>
    /// <param name="lower">Rows of its lower triangle, the diagonal included; overwritten.</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public CholeskyFactor(double[][] lower)
    {
        _rows = lower;
        for (int i = 0; i < lower.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = lower[i][j] - Dot(lower[i], lower[j], j);
                if (j < i)
                {
                    lower[i][j] = sum / lower[j][j];
                }
                else
                {
                    lower[i][i] = sum > 0 ? Math.Sqrt(sum) : throw new ArgumentException("the matrix is not positive definite", nameof(lower));
                }
            }
        }
    }

    /// <summary>Solves L x = b.</summary>
    public double[] SolveLower(IReadOnlyList<double> b)
    {
        double[] x = new double[_rows.Length];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (b[i] - Dot(_rows[i], x, i)) / _rows[i][i];
        }

        return x;
    }

    /// <summary>Solves L L' x = b.</summary>
    public double[] Solve(IReadOnlyList<double> b)
    {
        double[] x = SolveLower(b);
        for (int i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (int j = 0; j < i; j++)
            {
                x[j] -= _rows[i][j] * x[i];
            }
        }

        return x;
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
