using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>What one step of precision in one layer changes.</summary>
/// <param name="Gene">The layer and what is changed in it: weights, activations, both, or the level of its delta threshold.</param>
/// <param name="From">Value of the gene at the point.</param>
/// <param name="To">Its value after the step.</param>
/// <param name="Genome">The changed plan, values in gene order.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Source">How its error is known.</param>
/// <param name="Differences">Changed plan minus point, in the order of <see cref="FigureFacts.All"/>; null where not known.</param>
public sealed record MarginalPrice(
    Gene Gene,
    int From,
    int To,
    IReadOnlyList<int> Genome,
    FigureSet Figures,
    PriceSource Source,
    IReadOnlyList<double?> Differences);
