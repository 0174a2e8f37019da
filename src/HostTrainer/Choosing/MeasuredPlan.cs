using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>A plan whose error was measured with the weights the search began with.</summary>
/// <param name="Genome">Values in gene order.</param>
/// <param name="Error">Error of the worst subset, percent.</param>
/// <param name="UpdatedFractions">Share of transmitted inputs per layer, 0 to 1; empty without delta thresholds.</param>
public sealed record MeasuredPlan(IReadOnlyList<int> Genome, double Error, IReadOnlyList<double> UpdatedFractions)
{
    /// <summary>The same as a measurement of one subset, the worst.</summary>
    public Measurement Measurement => new([Error], UpdatedFractions);

    /// <summary>The measured plans of a run. Evaluations of which only some subsets were measured are left out.</summary>
    public static IReadOnlyList<MeasuredPlan> Of(SearchProblem problem, int subsets, IEnumerable<ArchivedEvaluation> evaluations) =>
        [.. evaluations.Where(e => Errors(e.Measurement).Count == subsets).Select(e => Of(problem, e))];

    /// <summary>Error with the weights the search began with: that of a point whose error is a retrained model's is another one.</summary>
    public static double PlainError(Measurement measurement) => Errors(measurement).Max();

    private static MeasuredPlan Of(SearchProblem problem, ArchivedEvaluation evaluation)
    {
        int[] genome = GenomeText.Parse(evaluation.Genome, problem.Layout, "archive");
        return new MeasuredPlan(genome, PlainError(evaluation.Measurement), evaluation.Measurement.UpdatedFractions);
    }

    private static IReadOnlyList<double> Errors(Measurement measurement) => measurement.Beacon?.BaseErrors ?? measurement.SubsetErrors;
}
