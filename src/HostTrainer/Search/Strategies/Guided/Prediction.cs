namespace HostTrainer.Search.Strategies.Guided;

/// <summary>A genome that might be worth measuring.</summary>
/// <param name="Codes">Gene codes.</param>
/// <param name="Outcomes">
/// Equally likely outcomes, as objectives in shares of the hypervolume's box; only those that keep the limits.
/// </param>
/// <param name="Expected">The expected outcome, whether it keeps the limits or not.</param>
internal sealed record Prediction(int[] Codes, IReadOnlyList<double[]> Outcomes, double[] Expected);
