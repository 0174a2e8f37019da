namespace HostTrainer.Choosing;

/// <summary>Weighted ridge regression on features that are 0 or 1. The first feature is the constant and is not shrunk.</summary>
/// <param name="Coefficients">One per feature.</param>
/// <param name="LeftOutError">Weighted root mean square of every row's error when it is predicted from the others.</param>
public sealed record RidgeFit(IReadOnlyList<double> Coefficients, double LeftOutError)
{
    /// <summary>A constant that is hardly shrunk keeps the equations regular when no row has weight.</summary>
    private const double ConstantRidge = 1e-9;

    /// <summary>Fits.</summary>
    /// <param name="rows">Per row the features that are 1.</param>
    /// <param name="targets">What to predict.</param>
    /// <param name="weights">Weight of every row, above 0.</param>
    /// <param name="size">Number of features.</param>
    /// <param name="ridge">Penalty on the square of a coefficient, above 0.</param>
    public static RidgeFit Of(int[][] rows, double[] targets, double[] weights, int size, double ridge)
    {
        double[][] inverse = Inverse(Normal(rows, weights, size, ridge));
        double[] moments = new double[size];
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (int feature in rows[i])
            {
                moments[feature] += weights[i] * targets[i];
            }
        }

        double[] coefficients = [.. inverse.Select(row => row.Zip(moments, (a, b) => a * b).Sum())];
        double squares = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int[] row = rows[i];
            double leverage = weights[i] * row.Sum(a => row.Sum(b => inverse[a][b]));
            double residual = (targets[i] - row.Sum(f => coefficients[f])) / Math.Max(1e-6, 1 - leverage);
            squares += weights[i] * residual * residual;
        }

        return new RidgeFit(coefficients, Math.Sqrt(squares / weights.Sum()));
    }

    private static double[][] Normal(int[][] rows, double[] weights, int size, double ridge)
    {
        double[][] normal = [.. Enumerable.Range(0, size).Select(_ => new double[size])];
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (int a in rows[i])
            {
                foreach (int b in rows[i])
                {
                    normal[a][b] += weights[i];
                }
            }
        }

        for (int k = 0; k < size; k++)
        {
            normal[k][k] += k == 0 ? ConstantRidge : ridge;
        }

        return normal;
    }

    /// <summary>Inverse of a symmetric positive definite matrix, by elimination in place.</summary>
    private static double[][] Inverse(double[][] matrix)
    {
        int size = matrix.Length;
        double[][] inverse = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => i == j ? 1.0 : 0).ToArray())];
        for (int pivot = 0; pivot < size; pivot++)
        {
            double scale = 1 / matrix[pivot][pivot];
            for (int j = 0; j < size; j++)
            {
                matrix[pivot][j] *= scale;
                inverse[pivot][j] *= scale;
            }

            for (int row = 0; row < size; row++)
            {
                double factor = row == pivot ? 0 : matrix[row][pivot];
                for (int j = 0; factor != 0 && j < size; j++)
                {
                    matrix[row][j] -= factor * matrix[pivot][j];
                    inverse[row][j] -= factor * inverse[pivot][j];
                }
            }
        }

        return inverse;
    }
}
