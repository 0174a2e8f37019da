namespace HostTrainer.Search.Nsga;

/// <summary>A point to be evaluated.</summary>
/// <param name="Drawn">The point as the operators made it.</param>
/// <param name="Point">The point after repair: the one that is evaluated and enters the population.</param>
/// <param name="MeasureAnyway">Measures the error also where the cost alone breaks a limit: the point is wanted for what it teaches.</param>
public sealed record Candidate(int[] Drawn, int[] Point, bool MeasureAnyway = false);
