using Edge.Runtime.Model;

namespace HostTrainer.Search.Evaluation;

/// <summary>
/// Measures the phone error of a model under a plan. Pure: the same plan gives the same errors, whatever runs beside it.
/// Must be safe to call from several threads at once.
/// </summary>
public interface IErrorEvaluator
{
    /// <summary>The phone error rate of every speaker-disjoint subset, percent, at least one subset, always in the same order.</summary>
    /// <param name="plan">The precision of every layer.</param>
    /// <param name="cancellation">Ends a measurement early with <see cref="OperationCanceledException"/>.</param>
    IReadOnlyList<double> SubsetErrors(PrecisionPlan plan, CancellationToken cancellation);
}
