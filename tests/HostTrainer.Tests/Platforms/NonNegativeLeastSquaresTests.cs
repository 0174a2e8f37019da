using HostTrainer.Costs;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class NonNegativeLeastSquaresTests
{
    [Fact]
    public void An_unknown_that_would_be_negative_is_zero_and_the_others_are_best_without_it()
    {
        // Unconstrained: 1.75 and -0.75. With the second at 0 the first is (2 x 2 + 1 x 1.5) / 5 = 1.1.
        double[][] rows = [[2, 2], [1, 1.0 / 3]];
        double[] targets = [2, 1.5];

        double[] x = Solve(rows, targets);

        Assert.Equal(1.1, x[0], 9);
        Assert.Equal(0.0, x[1]);
    }

    [Fact]
    public void No_small_change_of_any_unknown_improves_the_solution()
    {
        Random random = new(11);
        for (int problem = 0; problem < 50; problem++)
        {
            double[][] rows = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextDouble()).ToArray())];
            double[] targets = [.. rows.Select(_ => random.NextDouble() - 0.3)];

            double[] x = Solve(rows, targets);

            double best = Squares(rows, targets, x);
            for (int j = 0; j < x.Length; j++)
            {
                foreach (double change in new[] { -1e-4, 1e-4 })
                {
                    double[] other = [.. x];
                    other[j] = Math.Max(0, other[j] + change);
                    Assert.True(Squares(rows, targets, other) >= best - 1e-12);
                }
            }
        }
    }

    private static double Squares(double[][] rows, double[] targets, double[] x) =>
        rows.Zip(targets, (row, target) => Math.Pow(row.Zip(x, (a, b) => a * b).Sum() - target, 2)).Sum();

    private static double[] Solve(double[][] rows, double[] targets) => NonNegativeLeastSquares.Solve(rows, targets);
}
