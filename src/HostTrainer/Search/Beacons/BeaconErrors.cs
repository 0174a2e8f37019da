using Edge.Runtime.Model;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Beacons;

/// <summary>Measures plans that name the model a search began with on a beacon instead.</summary>
/// <param name="errors">Measures on the beacon.</param>
/// <param name="modelHash">SHA-256 of the beacon.</param>
internal sealed class BeaconErrors(IErrorEvaluator errors, string modelHash) : IErrorEvaluator
{
    /// <inheritdoc/>
    public ErrorMeasurement Measure(PrecisionPlan plan, double? enough, CancellationToken cancellation) =>
        errors.Measure(plan with { ModelHash = modelHash }, enough, cancellation);
}
