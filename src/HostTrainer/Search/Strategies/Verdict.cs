using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies;

/// <summary>What an evaluation said about a genome.</summary>
/// <param name="Fitness">Objectives and violation.</param>
/// <param name="Error">Error of the worst subset, percent, or null when not measured.</param>
/// <param name="WorkRatio">Measured work over that of the same genome with nothing skipped, 0 to 1; 1 without delta thresholds.</param>
public sealed record Verdict(Fitness Fitness, double? Error, double WorkRatio);
