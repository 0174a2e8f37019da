using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>What one step of precision in one layer changes.</summary>
/// <param name="Gene">The layer and what is changed in it: weights, activations, or both.</param>
/// <param name="FromBits">Bits of the point.</param>
/// <param name="ToBits">Bits after the step.</param>
/// <param name="Genome">The changed plan, bits in gene order.</param>
/// <param name="Cost">Cost of the changed plan.</param>
/// <param name="Error">Its error, percent, or null when not known.</param>
/// <param name="Source">How the error is known.</param>
/// <param name="Differences">Changed plan minus point, in the order of <see cref="FigureFacts.All"/>; null where not known.</param>
public sealed record MarginalPrice(
    Gene Gene,
    int FromBits,
    int ToBits,
    IReadOnlyList<int> Genome,
    PlatformCost Cost,
    double? Error,
    PriceSource Source,
    IReadOnlyList<double?> Differences);
