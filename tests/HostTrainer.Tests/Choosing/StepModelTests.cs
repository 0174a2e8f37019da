using HostTrainer.Choosing;
using HostTrainer.Search.Genomes;

using Xunit;

namespace HostTrainer.Tests.Choosing;

public sealed class StepModelTests
{
    private static readonly GenomeLayout Layout = GenomeLayout.Create(["L0", "Pr1", "L1", "FC"], sharedPrecision: false);

    [Fact]
    public void Costs_of_steps_that_add_up_are_found_again()
    {
        MeasuredPlan[] plans = Plans(200, noise: 0);
        StepModel model = StepModel.Fit(Layout, plans, plans[0].Genome)!;

        foreach (MeasuredPlan plan in plans.Take(20))
        {
            int[] changed = [.. plan.Genome];
            changed[1] = changed[1] == 16 ? 8 : 16;
            Assert.Equal(Truth(changed) - Truth(plan.Genome), model.Difference(plan.Genome, changed), 0.02);
        }

        Assert.InRange(model.TypicalError, 0, 0.02);
    }

    [Fact]
    public void The_typical_error_is_about_the_scatter_of_the_measurements()
    {
        MeasuredPlan[] plans = Plans(400, noise: 0.5);

        StepModel model = StepModel.Fit(Layout, plans, plans[0].Genome)!;

        Assert.InRange(model.TypicalError, 0.4, 0.65);
    }

    [Fact]
    public void Too_few_plans_give_no_model()
    {
        MeasuredPlan[] plans = Plans(StepModel.LeastPlans, noise: 0);

        Assert.Null(StepModel.Fit(Layout, plans[1..], plans[0].Genome));
        Assert.NotNull(StepModel.Fit(Layout, plans, plans[0].Genome));
    }

    [Fact]
    public void The_left_out_error_is_that_of_refitting_without_each_row()
    {
        Random random = new(8);
        int[][] rows = [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(1, 5).Where(_ => random.Next(2) == 0).Prepend(0).ToArray())];
        double[] targets = [.. rows.Select(r => r.Sum() + random.NextDouble())];
        double[] weights = [.. rows.Select(_ => 0.2 + random.NextDouble())];

        double squares = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int left = i;
            RidgeFit without = RidgeFit.Of(Without(rows, left), Without(targets, left), Without(weights, left), 6, 0.7);
            double residual = targets[i] - rows[i].Sum(f => without.Coefficients[f]);
            squares += weights[i] * residual * residual;
        }

        Assert.Equal(Math.Sqrt(squares / weights.Sum()), RidgeFit.Of(rows, targets, weights, 6, 0.7).LeftOutError, 1e-9);
    }

    private static T[] Without<T>(T[] items, int index) => [.. items.Where((_, i) => i != index)];

    private static MeasuredPlan[] Plans(int count, double noise)
    {
        Random random = new(3);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                int[] genome = Layout.Repair([.. Layout.Genes.Select(g => g.Domain[random.Next(g.Domain.Count)])]);
                double scatter = noise * Math.Sqrt(3) * ((2 * random.NextDouble()) - 1);
                return new MeasuredPlan(genome, Truth(genome) + scatter, []);
            }),
        ];
    }

    private static double Truth(IReadOnlyList<int> genome) => 20 + genome.Select((bits, i) => (16 - bits) * 0.03 * (i + 1)).Sum();
}
