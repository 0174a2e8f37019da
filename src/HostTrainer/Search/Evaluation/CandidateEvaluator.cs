using Edge.Telemetry.Platforms;

namespace HostTrainer.Search.Evaluation;

/// <summary>
/// Evaluates genomes. The error takes seconds and the cost nothing, so the error of a genome that the platform cannot hold or compute is not
/// measured: such a genome is ranked by its violation alone. Thread-safe when the error evaluator is.
/// </summary>
/// <param name="problem">Objectives and constraints.</param>
/// <param name="errors">Measures the error.</param>
public sealed class CandidateEvaluator(SearchProblem problem, IErrorEvaluator errors)
{
    /// <summary>Evaluates one genome.</summary>
    /// <param name="genome">Bits in gene order, repaired.</param>
    /// <param name="cancellation">Ends the measurement early.</param>
    /// <returns>Subset errors in percent; empty when not measured.</returns>
    public IReadOnlyList<double> Evaluate(IReadOnlyList<int> genome, CancellationToken cancellation)
    {
        PlatformCost cost = problem.Cost(genome);
        return cost.Feasible ? Checked(errors.SubsetErrors(problem.Plan(genome), cancellation)) : [];
    }

    /// <summary>Refuses errors that are no percentages: a search on them would be meaningless.</summary>
    /// <exception cref="InvalidOperationException">No subset, or an error that is negative or not finite.</exception>
    internal static IReadOnlyList<double> Checked(IReadOnlyList<double> subsetErrors) =>
        subsetErrors.Count > 0 && subsetErrors.All(e => double.IsFinite(e) && e >= 0)
            ? subsetErrors
            : throw new InvalidOperationException($"an error evaluator answered [{string.Join(", ", subsetErrors)}]");
}
