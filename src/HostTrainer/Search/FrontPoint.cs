using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

namespace HostTrainer.Search;

/// <summary>One point of a Pareto front.</summary>
/// <param name="Genome">Bits in gene order.</param>
/// <param name="Plan">The plan, dense.</param>
/// <param name="SubsetErrors">Errors in percent.</param>
/// <param name="Cost">What it costs.</param>
public sealed record FrontPoint(IReadOnlyList<int> Genome, PrecisionPlan Plan, IReadOnlyList<double> SubsetErrors, PlatformCost Cost)
{
    /// <summary>Error of the worst subset, percent.</summary>
    public double Error => SubsetErrors.Max();
}
