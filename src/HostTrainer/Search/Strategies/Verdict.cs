using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies;

/// <summary>What an evaluation said about a genome.</summary>
/// <param name="Fitness">Objectives and violation.</param>
/// <param name="Error">Error of the worst subset, percent, or null when not measured.</param>
public sealed record Verdict(Fitness Fitness, double? Error);
