namespace HostTrainer.Costs;

/// <summary>
/// Least squares with unknowns of at least 0, by coordinate descent on the normal equations (Franc, Hlavac and Navara 2005). Deterministic.
/// </summary>
internal static class NonNegativeLeastSquares
{
    private const int MostSweeps = 20_000;
    private const double Tolerance = 1e-12;

    /// <summary>Finds x with the smallest sum of squares of rows * x - targets.</summary>
    /// <param name="rows">Equations, all of the same length.</param>
    /// <param name="targets">Right-hand sides.</param>
    /// <returns>The unknowns; 0 for a column of zeros.</returns>
    public static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets)
    {
        int unknowns = rows.Count == 0 ? 0 : rows[0].Length;
        double[] scale = [.. Enumerable.Range(0, unknowns).Select(j => Math.Sqrt(rows.Sum(r => r[j] * r[j])))];
        double[][] normal = [.. Enumerable.Range(0, unknowns).Select(_ => new double[unknowns])];
        double[] right = new double[unknowns];
        for (int j = 0; j < unknowns; j++)
        {
            for (int k = 0; k < unknowns; k++)
            {
                normal[j][k] = Ratio(rows.Sum(r => r[j] * r[k]), scale[j] * scale[k]);
            }

            right[j] = Ratio(rows.Zip(targets, (r, t) => r[j] * t).Sum(), scale[j]);
        }

        double[] scaled = Descend(normal, right);
        return [.. scaled.Select((x, j) => Ratio(x, scale[j]))];
    }

    private static double[] Descend(double[][] normal, double[] right)
    {
        double[] x = new double[right.Length];
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            double change = 0;
            for (int j = 0; j < x.Length; j++)
            {
                if (normal[j][j] == 0)
                {
                    continue;
                }

                double gradient = -right[j];
                for (int k = 0; k < x.Length; k++)
                {
                    gradient += normal[j][k] * x[k];
                }

                double next = Math.Max(0, x[j] - (gradient / normal[j][j]));
                change = Math.Max(change, Math.Abs(next - x[j]));
                x[j] = next;
            }

            if (change < Tolerance)
            {
                break;
            }
        }

        return x;
    }

    private static double Ratio(double value, double divisor) => divisor == 0 ? 0 : value / divisor;
}
