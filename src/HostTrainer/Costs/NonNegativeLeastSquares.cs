namespace HostTrainer.Costs;

/// <summary>
/// Least squares with unknowns of at least 0, by the active-set method (Lawson and Hanson 1974) on the normal equations of scaled columns. Deterministic.
/// </summary>
public sealed class NonNegativeLeastSquares
{
    private const double Tolerance = 1e-11;

    private readonly int _unknowns;
    private readonly double[] _scale;
    private readonly double[,] _normal;
    private readonly double[] _right;
    private readonly List<int> _positive = [];

    private NonNegativeLeastSquares(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets)
    {
        _unknowns = rows[0].Length;
        _scale = [.. Enumerable.Range(0, _unknowns).Select(j => Math.Sqrt(rows.Sum(r => r[j] * r[j])))];
        _normal = new double[_unknowns, _unknowns];
        _right = new double[_unknowns];
        for (int j = 0; j < _unknowns; j++)
        {
            for (int k = 0; k < _unknowns; k++)
            {
                _normal[j, k] = Ratio(rows.Sum(r => r[j] * r[k]), _scale[j] * _scale[k]);
            }

            _right[j] = Ratio(rows.Zip(targets, (r, t) => r[j] * t).Sum(), _scale[j]);
        }
    }

    /// <summary>Finds x with the smallest sum of squares of rows * x - targets.</summary>
    /// <param name="rows">Equations, at least one, all of the same length.</param>
    /// <param name="targets">Right-hand sides.</param>
    /// <returns>The unknowns; 0 for a column of zeros.</returns>
    public static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets)
    {
        NonNegativeLeastSquares problem = new(rows, targets);
        return [.. problem.Solve().Select((x, j) => Ratio(x, problem._scale[j]))];
    }

    private double[] Solve()
    {
        double[] x = new double[_unknowns];
        for (int turn = 0; turn < 3 * _unknowns && Steepest(x) is int entering; turn++)
        {
            _positive.Add(entering);
            double[] free = Unconstrained();
            while (_positive.Any(j => free[j] <= 0))
            {
                StepTowards(x, free);
                free = Unconstrained();
            }

            x = free;
        }

        return x;
    }

    /// <summary>The unknown at 0 whose growth improves most, or null at the optimum.</summary>
    private int? Steepest(double[] x)
    {
        int? best = null;
        double steepest = Tolerance;
        for (int j = 0; j < _unknowns; j++)
        {
            double descent = _right[j];
            for (int k = 0; k < _unknowns; k++)
            {
                descent -= _normal[j, k] * x[k];
            }

            if (!_positive.Contains(j) && descent > steepest)
            {
                (best, steepest) = (j, descent);
            }
        }

        return best;
    }

    /// <summary>Goes from x as far towards a solution with negative unknowns as the first of them allows, and sets that one to 0.</summary>
    private void StepTowards(double[] x, double[] free)
    {
        double length = _positive.Where(j => free[j] <= 0).Min(j => Reach(x[j], free[j]));
        foreach (int j in _positive.ToArray())
        {
            bool blocks = free[j] <= 0 && Reach(x[j], free[j]) <= length;
            x[j] = blocks ? 0 : x[j] + (length * (free[j] - x[j]));
            if (blocks)
            {
                _positive.Remove(j);
            }
        }
    }

    // Share of the way to a value of at most 0 at which an unknown becomes 0.
    private static double Reach(double from, double to) => from <= 0 ? 0 : from / (from - to);

    /// <summary>The least squares over the positive unknowns, by elimination; the rest is 0.</summary>
    private double[] Unconstrained()
    {
        int n = _positive.Count;
        double[,] a = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                a[i, j] = _normal[_positive[i], _positive[j]];
            }

            a[i, n] = _right[_positive[i]];
        }

        Eliminate(a, n);
        double[] solution = new double[_unknowns];
        for (int i = 0; i < n; i++)
        {
            solution[_positive[i]] = a[i, n];
        }

        return solution;
    }

    // The matrix is symmetric and positive; a pivot that rounding leaves at nothing belongs to an unknown the others already explain.
    private static void Eliminate(double[,] a, int n)
    {
        for (int pivot = 0; pivot < n; pivot++)
        {
            bool explained = a[pivot, pivot] < Tolerance;
            for (int column = pivot + 1; column <= n; column++)
            {
                a[pivot, column] = explained ? 0 : a[pivot, column] / a[pivot, pivot];
            }

            for (int row = 0; row < n; row++)
            {
                double factor = row == pivot ? 0 : a[row, pivot];
                for (int column = pivot + 1; column <= n; column++)
                {
                    a[row, column] -= factor * a[pivot, column];
                }
            }
        }
    }

    private static double Ratio(double value, double divisor) => divisor == 0 ? 0 : value / divisor;
}
