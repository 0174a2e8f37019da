namespace HostTrainer.Search.Nsga;

/// <summary>How good a point is.</summary>
/// <param name="Objectives">Values to minimise; finite where <paramref name="Violation"/> is 0.</param>
/// <param name="Violation">Sum of all constraint violations, 0 for a feasible point.</param>
public sealed record Fitness(IReadOnlyList<double> Objectives, double Violation)
{
    /// <summary>True when no constraint is violated.</summary>
    public bool Feasible => Violation <= 0;
}
