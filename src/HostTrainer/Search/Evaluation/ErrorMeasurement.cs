namespace HostTrainer.Search.Evaluation;

/// <summary>What running one plan over a corpus told.</summary>
/// <param name="SubsetErrors">
/// Phone error rate of every speaker-disjoint subset, percent, at least one, always in the same order; only that of the first when it alone was
/// above the limit that was asked for.
/// </param>
/// <param name="UpdatedFractions">
/// Share of inputs that were transmitted, 0 to 1, per layer in data-path order, counted by the engine; empty for a plan without delta thresholds.
/// </param>
public sealed record ErrorMeasurement(IReadOnlyList<double> SubsetErrors, IReadOnlyList<double> UpdatedFractions)
{
    /// <summary>The same measurement, checked: a search on errors that are no percentages would be meaningless.</summary>
    /// <exception cref="InvalidOperationException">No subset, or an error that is negative or not finite.</exception>
    internal ErrorMeasurement Checked() => SubsetErrors.Count > 0 && SubsetErrors.All(e => double.IsFinite(e) && e >= 0)
        ? this
        : throw new InvalidOperationException($"an error evaluator answered [{string.Join(", ", SubsetErrors)}]");
}
