using Edge.Runtime.Model;

namespace HostTrainer.Search.Evaluation;

/// <summary>
/// Measures the phone error of a model under a plan. Pure: the same plan gives the same errors, whatever runs beside it.
/// Must be safe to call from several threads at once.
/// </summary>
public interface IErrorEvaluator
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The precision of every layer.</param>
    /// <param name="enough">
    /// Error in percent above which the plan is of no use: an evaluator that measures subsets one after another stops when the first one is above it.
    /// Null measures every subset.
    /// </param>
    /// <param name="cancellation">Ends a measurement early with <see cref="OperationCanceledException"/>.</param>
    ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation);
}
