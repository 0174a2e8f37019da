using HostTrainer.Search.Nsga;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>A measured genome.</summary>
/// <param name="Codes">Gene codes.</param>
/// <param name="Place">Its place on the <see cref="GeneScale"/>.</param>
/// <param name="Error">Error of the worst subset, percent.</param>
/// <param name="WorkRatio">Share of the operations that were made, weighted as in the work objective, 0 to 1; 1 without delta thresholds.</param>
/// <param name="Fitness">The verdict.</param>
internal sealed record Observation(int[] Codes, double[] Place, double Error, double WorkRatio, Fitness Fitness);
