using HostTrainer.Search;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>
/// Prices of single steps of precision around points of a front. Costs are exact where what is transmitted was measured or does not matter, else not known; errors are measured or estimated, with the weights the search began
/// with.
/// </summary>
public sealed class MarginalPrices
{
    private readonly SearchProblem _problem;
    private readonly Dictionary<string, MeasuredPlan> _known = new(StringComparer.Ordinal);

    /// <summary>Prices from measured plans.</summary>
    /// <param name="problem">The run's problem.</param>
    /// <param name="measured">What is known.</param>
    public MarginalPrices(SearchProblem problem, IEnumerable<MeasuredPlan> measured)
    {
        _problem = problem;
        foreach (MeasuredPlan plan in measured)
        {
            Add(plan);
        }
    }

    /// <summary>Adds a measured plan.</summary>
    public void Add(MeasuredPlan plan) => _known[GenomeText.Format(plan.Genome)] = plan;

    /// <summary>The plans one step away from a point whose errors are not known.</summary>
    public IReadOnlyList<int[]> UnknownSteps(IReadOnlyList<int> genome) =>
        [.. Steps(genome).Select(s => s.Genome).Where(g => !_known.ContainsKey(GenomeText.Format(g)))];

    /// <summary>The prices around a point, in gene order, a gene's next lower value before its next higher one.</summary>
    /// <param name="point">The point.</param>
    /// <param name="typicalError">Typical error of the estimates, percentage points; null when too little is known for estimates.</param>
    public IReadOnlyList<MarginalPrice> Around(FrontPoint point, out double? typicalError)
    {
        StepModel? model = StepModel.Fit(_problem.Layout, [.. _known.Values], point.Genome);
        typicalError = model?.TypicalError;
        FigureSet from = FigureSet.Of(point) with { Error = MeasuredPlan.PlainError(point.Measurement) };
        return [.. Steps(point.Genome).Select(step => Price(point.Genome, from, step.Gene, step.Genome, model))];
    }

    /// <summary>Every gene's next lower and next higher value, repaired; steps that the repair takes back are none.</summary>
    private IEnumerable<(int Gene, int[] Genome)> Steps(IReadOnlyList<int> genome)
    {
        for (int gene = 0; gene < genome.Count; gene++)
        {
            foreach (int value in Next(_problem.Layout.Genes[gene], genome[gene]))
            {
                int[] changed = [.. genome];
                changed[gene] = value;
                int[] repaired = _problem.Layout.Repair(changed);
                if (repaired[gene] == value)
                {
                    yield return (gene, repaired);
                }
            }
        }
    }

    private static IEnumerable<int> Next(Gene gene, int value) =>
        gene.Domain.Where(b => b >= gene.Minimum && b < value).TakeLast(1).Concat(gene.Domain.Where(b => b > value).Take(1));

    private MarginalPrice Price(IReadOnlyList<int> point, FigureSet from, int gene, int[] genome, StepModel? model)
    {
        bool measured = _known.TryGetValue(GenomeText.Format(genome), out MeasuredPlan? known);
        double? estimate = model is null ? null : Math.Max(0, from.Error!.Value + model.Difference(point, genome));
        Measurement measurement = measured ? known!.Measurement : Measurement.None;
        FigureSet figures = new(measured ? known!.Error : estimate, _problem.KnownCost(genome, measurement), _problem.Work(genome, measurement));
        return new MarginalPrice(
            _problem.Layout.Genes[gene],
            point[gene],
            genome[gene],
            genome,
            figures,
            measured ? PriceSource.Measured : estimate is null ? PriceSource.Unknown : PriceSource.Estimated,
            figures.Minus(from));
    }
}
