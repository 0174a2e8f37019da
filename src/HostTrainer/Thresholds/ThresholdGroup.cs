namespace HostTrainer.Thresholds;

/// <summary>Matrices whose delta thresholds are chosen together.</summary>
/// <param name="Name">For people.</param>
/// <param name="Matrices">Indices in data-path order, at least one.</param>
public sealed record ThresholdGroup(string Name, IReadOnlyList<int> Matrices);
