using System.Text.Json.Serialization;

namespace Edge.Telemetry.Platforms;

/// <summary>A platform as a table of speed-up and energy by precision (kind <c>table</c>).</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Short name.</param>
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
    IReadOnlyList<SramPreset>? SramPresets = null) : PlatformDescription(Schema, Name, Description, SramPresets)
{
    /// <summary>Value of <c>kind</c>.</summary>
    public const string KindName = "table";

    private const double MaxCost = 1e9;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override ICostModel CreateModel(double? sramLimitMiB = null) => new TableCostModel(this, sramLimitMiB);

    /// <summary>The cost of one precision, or null when the platform does not compute it.</summary>
    public PrecisionCost? Find(int weightBits, int activationBits) =>
        Precisions.FirstOrDefault(p => p.WeightBits == weightBits && p.ActivationBits == activationBits);

    /// <inheritdoc/>
    private protected override string? OwnFault()
    {
        if (Precisions.Count is 0 or > 16)
        {
            return $"precisions has {Precisions.Count} entries, allowed are 1 to 16";
        }

        return Precisions.Select(PrecisionFault).FirstOrDefault(f => f is not null)
            ?? Repeated.Of("precision", Precisions.Select(p => $"{p.WeightBits} x {p.ActivationBits}"))
            ?? EnergyFault();
    }

    private string? PrecisionFault(PrecisionCost? cost)
    {
        if (cost is null)
        {
            return "a precision is null";
        }

        string name = $"precision {cost.WeightBits} x {cost.ActivationBits}";
        if (!BitWidths.IsKnown(cost.WeightBits) || !BitWidths.IsKnown(cost.ActivationBits))
        {
            return $"{name}: bits are 2, 4, 8 or 16";
        }

        if (SharedPrecision && cost.WeightBits != cost.ActivationBits)
        {
            return $"{name}: sharedPrecision is true, so weights and activations need the same bits";
        }

        if (cost.Speedup is not (> 0 and <= MaxCost))
        {
            return $"{name}: speedup {cost.Speedup} is not above 0 and at most {MaxCost}";
        }

        return cost.MacPicojoule is null or (>= 0 and <= MaxCost) ? null : $"{name}: macPicojoule {cost.MacPicojoule} is negative or above {MaxCost}";
    }

    private string? EnergyFault()
    {
        int withEnergy = Precisions.Count(p => p.MacPicojoule is not null);
        if (withEnergy != 0 && withEnergy != Precisions.Count)
        {
            return "some precisions have macPicojoule and some have not: an energy model needs all of them";
        }

        if ((SramPicojoulePerBit is not null) != (withEnergy != 0))
        {
            return "an energy model needs both sramPicojoulePerBit and macPicojoule in every precision";
        }

        return SramPicojoulePerBit is null or (>= 0 and <= MaxCost) ? null : $"sramPicojoulePerBit {SramPicojoulePerBit} is negative or above {MaxCost}";
    }
}
