namespace HostTrainer.Search;

/// <summary>How far a search is.</summary>
/// <param name="Generation">Present generation, from 0.</param>
/// <param name="Done">Evaluations done, those taken from the archive included.</param>
/// <param name="Budget">Evaluations to do.</param>
/// <param name="Fresh">Evaluations done by this process.</param>
/// <param name="Seconds">Time this process has spent.</param>
public sealed record SearchProgress(int Generation, int Done, int Budget, int Fresh, double Seconds);
