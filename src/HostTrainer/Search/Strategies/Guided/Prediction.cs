namespace HostTrainer.Search.Strategies.Guided;

/// <summary>A genome that might be worth measuring.</summary>
/// <param name="Codes">Gene codes.</param>
/// <param name="Expected">Objectives as shares of the hypervolume's box, with the expected error.</param>
/// <param name="Hoped">The same with a lucky error.</param>
/// <param name="Feasible">Whether a lucky error keeps the limits.</param>
internal sealed record Prediction(int[] Codes, double[] Expected, double[] Hoped, bool Feasible);
