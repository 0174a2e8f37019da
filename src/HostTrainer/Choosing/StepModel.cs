using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>
/// What one step of precision costs in error, fitted to measured plans: error = constant + sum of the steps that its genes lie below the top of their
/// domains. Ridge regression; plans near a chosen one weigh more, by half for every four steps of distance.
/// The ridge is the one of five that predicts best with each plan left out in turn.
/// </summary>
public sealed class StepModel
{
    /// <summary>Fewer measured plans say nothing about single layers.</summary>
    public const int LeastPlans = 8;

    /// <summary>Of more measured plans, the nearest are taken.</summary>
    public const int MostPlans = 2000;

    private const double StepsToHalfWeight = 4;
    private static readonly double[] Ridges = [0.01, 0.1, 1, 10, 100];
    private readonly GenomeLayout _layout;
    private readonly int[] _offsets;
    private readonly IReadOnlyList<double> _coefficients;

    private StepModel(GenomeLayout layout, int[] offsets, IReadOnlyList<double> coefficients, double typicalError)
    {
        _layout = layout;
        _offsets = offsets;
        _coefficients = coefficients;
        TypicalError = typicalError;
    }

    /// <summary>
    /// Root mean square of the errors in predicting each plan from the others, weighted like the fit, percentage points of phone error.
    /// </summary>
    public double TypicalError { get; }

    /// <summary>Fits a model around one plan.</summary>
    /// <param name="layout">The genes.</param>
    /// <param name="plans">Measured plans: genomes and errors.</param>
    /// <param name="around">The plan whose surroundings matter, values in gene order.</param>
    /// <returns>Null when there are fewer than <see cref="LeastPlans"/> plans.</returns>
    public static StepModel? Fit(GenomeLayout layout, IReadOnlyList<MeasuredPlan> plans, IReadOnlyList<int> around)
    {
        if (plans.Count < LeastPlans)
        {
            return null;
        }

        int[] offsets = [.. layout.Genes.Select((_, i) => 1 + layout.Genes.Take(i).Sum(g => g.Domain.Count - 1))];
        int size = 1 + layout.Genes.Sum(g => g.Domain.Count - 1);
        (MeasuredPlan Plan, int Distance)[] near =
            [.. plans.Select(p => (Plan: p, Distance: Distance(layout, p.Genome, around))).OrderBy(p => p.Distance).Take(MostPlans)];
        double[] weights = [.. near.Select(p => Math.Pow(2, -p.Distance / StepsToHalfWeight))];
        int[][] rows = [.. near.Select(p => Features(layout, offsets, p.Plan.Genome))];
        double[] errors = [.. near.Select(p => p.Plan.Error)];
        RidgeFit best = Ridges.Select(r => RidgeFit.Of(rows, errors, weights, size, r)).MinBy(f => f.LeftOutError)!;
        return new StepModel(layout, offsets, best.Coefficients, best.LeftOutError);
    }

    /// <summary>Predicted difference in error between two plans, percentage points.</summary>
    /// <param name="from">Values in gene order.</param>
    /// <param name="to">Values in gene order.</param>
    public double Difference(IReadOnlyList<int> from, IReadOnlyList<int> to) =>
        Features(_layout, _offsets, to).Sum(i => _coefficients[i]) - Features(_layout, _offsets, from).Sum(i => _coefficients[i]);

    /// <summary>The features that are 1: the constant, and per gene one for every step below the top of its domain.</summary>
    private static int[] Features(GenomeLayout layout, int[] offsets, IReadOnlyList<int> genome) =>
    [
        0,
        .. layout.Genes.SelectMany((gene, i) => Enumerable.Range(0, gene.Domain.Count - 1).Skip(Level(gene, genome[i])).Select(step => offsets[i] + step)),
    ];

    private static int Distance(GenomeLayout layout, IReadOnlyList<int> a, IReadOnlyList<int> b) =>
        layout.Genes.Select((gene, i) => Math.Abs(Level(gene, a[i]) - Level(gene, b[i]))).Sum();

    private static int Level(Gene gene, int value) => gene.Domain.TakeWhile(d => d < value).Count();
}
