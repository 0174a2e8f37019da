using HostTrainer.Search.Evaluation;

namespace HostTrainer.Search.Archive;

/// <summary>One search in an archive.</summary>
/// <param name="Id">Number of the run in its archive, from 1.</param>
/// <param name="Settings">What decides its course; the budget is the present one.</param>
/// <param name="BaselineErrors">Subset errors with 16 bits everywhere, percent; empty when not yet measured.</param>
/// <param name="Seconds">Time spent so far.</param>
/// <param name="Created">When it was begun.</param>
public sealed record SearchRun(long Id, SearchSettings Settings, IReadOnlyList<double> BaselineErrors, double Seconds, DateTimeOffset Created);
