namespace Edge.Telemetry.Platforms;

/// <summary>A platform described as data: the content of a file in <c>devices/platforms</c>.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Short name, as given to <c>--platform</c>.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="SharedPrecision">True when weights and activations of a layer must have the same bits.</param>
/// <param name="Precisions">Every precision the platform computes, at most 16.</param>
/// <param name="SramPicojoulePerBit">Energy to load one bit from SRAM, pJ; null exactly when no precision has an energy.</param>
/// <param name="SramPresets">Memory limits by topology; null for none.</param>
public sealed record PlatformTable(
    int Schema,
    string Name,
    string Description,
    bool SharedPrecision,
    IReadOnlyList<PrecisionCost> Precisions,
    double? SramPicojoulePerBit = null,
    IReadOnlyList<SramPreset>? SramPresets = null)
{
    /// <summary>The schema number this code reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The cost of one precision, or null when the platform does not compute it.</summary>
    public PrecisionCost? Find(int weightBits, int activationBits) =>
        Precisions.FirstOrDefault(p => p.WeightBits == weightBits && p.ActivationBits == activationBits);

    /// <summary>The memory limit for a topology, MiB, or null when none is declared.</summary>
    public double? SramPresetMiB(string topology) => SramPresets?.FirstOrDefault(p => p.Topology == topology)?.LimitMiB;
}
