namespace HostTrainer.Search;

/// <summary>How far a search is.</summary>
/// <param name="Generation">Present generation, from 0.</param>
/// <param name="Done">Evaluations done, those taken from the archive included.</param>
/// <param name="Budget">Evaluations to do.</param>
/// <param name="Fresh">Evaluations done by this process.</param>
/// <param name="Seconds">Time this process has spent.</param>
/// <param name="Feasible">Evaluations that keep every limit.</param>
/// <param name="BestError">Lowest error of a feasible one, percent; null when there is none.</param>
/// <param name="Hypervolume">Share of the box of objectives dominated so far, 0 to 1.</param>
public sealed record SearchProgress(
    int Generation, int Done, int Budget, int Fresh, double Seconds, int Feasible, double? BestError, double Hypervolume);
