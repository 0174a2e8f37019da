using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search;

/// <summary>One point of a Pareto front.</summary>
/// <param name="Genome">Values in gene order.</param>
/// <param name="Plan">The plan, for the retrained model where its errors count.</param>
/// <param name="Measurement">What was measured.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Work">Work as a share of 16 bits everywhere, 0 to 1 (<see cref="ObjectiveKind.Work"/>).</param>
public sealed record FrontPoint(IReadOnlyList<int> Genome, PrecisionPlan Plan, Measurement Measurement, PlatformCost Cost, double Work)
{
    /// <summary>Errors in percent.</summary>
    public IReadOnlyList<double> SubsetErrors => Measurement.SubsetErrors;

    /// <summary>Error of the worst subset, percent.</summary>
    public double Error => SubsetErrors.Max();
}
