namespace HostTrainer.Search.Nsga;

/// <summary>A point of the population.</summary>
/// <param name="Point">The variables.</param>
/// <param name="Fitness">How good it is.</param>
/// <param name="Crowding">Crowding distance in its front; 0 for infeasible points.</param>
internal sealed record Individual(int[] Point, Fitness Fitness, double Crowding);
