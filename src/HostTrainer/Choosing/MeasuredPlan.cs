namespace HostTrainer.Choosing;

/// <summary>A plan whose error was measured.</summary>
/// <param name="Genome">Bits in gene order.</param>
/// <param name="Error">Error of the worst subset, percent.</param>
public sealed record MeasuredPlan(IReadOnlyList<int> Genome, double Error);
