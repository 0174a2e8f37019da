using Edge.Telemetry.Platforms;

using HostTrainer.Search;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>Prices of single steps of precision around points of a front. Costs are exact; errors are known, measured or estimated.</summary>
public sealed class MarginalPrices
{
    private readonly SearchProblem _problem;
    private readonly Dictionary<string, double> _known = new(StringComparer.Ordinal);
    private readonly List<MeasuredPlan> _plans = [];

    /// <summary>Prices from a run.</summary>
    /// <param name="problem">The run's problem.</param>
    /// <param name="archived">What the run measured.</param>
    public MarginalPrices(SearchProblem problem, IEnumerable<ArchivedErrors> archived)
    {
        _problem = problem;
        foreach (ArchivedErrors evaluation in archived.Where(e => e.SubsetErrors.Count > 0))
        {
            Add(evaluation.Genome, evaluation.SubsetErrors.Max());
        }
    }

    /// <summary>Adds a measured plan.</summary>
    /// <param name="genome">Bits in gene order, separated by blanks.</param>
    /// <param name="error">Error of the worst subset, percent.</param>
    public void Add(string genome, double error)
    {
        _known[genome] = error;
        _plans.Add(new MeasuredPlan(GenomeText.Parse(genome, "archive"), error));
    }

    /// <summary>The plans one step away from a point: of every gene the next lower and the next higher bits of its domain.</summary>
    public IReadOnlyList<int[]> StepsFrom(IReadOnlyList<int> genome) =>
        [.. _problem.Layout.Genes.Index().SelectMany(g => Steps(g.Item, genome[g.Index]).Select(bits => Changed(genome, g.Index, bits)))];

    /// <summary>Whether the error of a plan is known without an estimate.</summary>
    public bool IsKnown(IReadOnlyList<int> genome) => _known.ContainsKey(GenomeText.Format(genome));

    /// <summary>The prices around a point, in gene order, the cheaper step of a gene before the dearer one.</summary>
    /// <param name="point">The point; its own error counts as measured.</param>
    /// <param name="typicalError">Typical error of the estimates, percentage points; null when there is none.</param>
    public IReadOnlyList<MarginalPrice> Around(FrontPoint point, out double? typicalError)
    {
        StepModel? model = StepModel.Fit(_problem.Layout, _plans, point.Genome);
        typicalError = model?.TypicalError;
        return
        [
            .. _problem.Layout.Genes.Index().SelectMany(
                g => Steps(g.Item, point.Genome[g.Index]).Select(bits => Price(point, g.Index, Changed(point.Genome, g.Index, bits), model))),
        ];
    }

    private static IEnumerable<int> Steps(Gene gene, int bits)
    {
        int[] domain = [.. gene.Domain.Where(b => b >= gene.MinimumBits)];
        return domain.Where(b => b < bits).TakeLast(1).Concat(domain.Where(b => b > bits).Take(1));
    }

    private static int[] Changed(IReadOnlyList<int> genome, int gene, int bits) => [.. genome.Select((b, i) => i == gene ? bits : b)];

    private MarginalPrice Price(FrontPoint point, int gene, int[] genome, StepModel? model)
    {
        PlatformCost cost = _problem.Cost(genome);
        (double? error, PriceSource source) = Error(point, genome, model);
        return new MarginalPrice(
            _problem.Layout.Genes[gene],
            point.Genome[gene],
            genome[gene],
            genome,
            cost,
            error,
            source,
            [.. FigureFacts.All.Select(f => FigureFacts.Value(f, error, cost) - FigureFacts.Value(f, point.Error, point.Cost))]);
    }

    private (double? Error, PriceSource Source) Error(FrontPoint point, int[] genome, StepModel? model)
    {
        if (_known.TryGetValue(GenomeText.Format(genome), out double known))
        {
            return (known, PriceSource.Measured);
        }

        return model is null
            ? (null, PriceSource.Unknown)
            : (Math.Max(0, point.Error + model.Difference(point.Genome, genome)), PriceSource.Estimated);
    }
}
