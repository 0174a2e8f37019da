namespace HostTrainer.Search.Study;

/// <summary>A search over integers whose objectives another program computes.</summary>
/// <param name="Variables">Number of variables, 1 to 1000.</param>
/// <param name="High">Largest value of every variable, at least 1; the smallest is 0.</param>
/// <param name="Seed">Seed of every random decision.</param>
/// <param name="Population">Points kept, 2 to 10000.</param>
/// <param name="Offspring">New points per generation, 1 to 10000.</param>
public sealed record OperatorStart(int Variables, int High, uint Seed, int Population, int Offspring);
