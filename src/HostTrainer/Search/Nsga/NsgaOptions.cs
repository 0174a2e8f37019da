namespace HostTrainer.Search.Nsga;

/// <summary>Sizes of an NSGA-II search; the defaults are MOHAQ's.</summary>
/// <param name="Population">Points kept, and points of the first generation; at least 2.</param>
/// <param name="Offspring">Points of every later generation; at least 1.</param>
public sealed record NsgaOptions(int Population = 40, int Offspring = 10);
