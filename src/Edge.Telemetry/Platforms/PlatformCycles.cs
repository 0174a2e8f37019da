using System.Text.Json.Serialization;

namespace Edge.Telemetry.Platforms;

/// <summary>A platform as an array of fusible multipliers behind buffers and a memory interface (kind <c>cycles</c>).</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Short name.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="Array">The multipliers.</param>
/// <param name="Buffers">The on-chip memories, each halved for double buffering.</param>
/// <param name="MemoryBitsPerCycle">Bits that the memory interface moves per cycle, 1 to 2^20.</param>
/// <param name="FrequencyHertz">Clock, 1 to 10^12 Hz.</param>
/// <param name="AccumulatorBits">Width of a sum in the output buffer and on its way to memory, 16 to 64.</param>
/// <param name="Sources">Where each constant comes from, in words.</param>
/// <param name="SramPresets">Memory limits by topology; null for none.</param>
public sealed record PlatformCycles(
    int Schema,
    string Name,
    string Description,
    FusionArray Array,
    FusionBuffers Buffers,
    int MemoryBitsPerCycle,
    double FrequencyHertz,
    int AccumulatorBits,
    IReadOnlyDictionary<string, string> Sources,
    IReadOnlyList<SramPreset>? SramPresets = null) : PlatformDescription(Schema, Name, Description, SramPresets)
{
    /// <summary>Value of <c>kind</c>.</summary>
    public const string KindName = "cycles";

    private const int MaxBitsPerCycle = 1 << 20;
    private const double MaxHertz = 1e12;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override ICostModel CreateModel(double? sramLimitMiB = null) => new CycleCostModel(this, sramLimitMiB);

    /// <inheritdoc/>
    private protected override string? OwnFault()
    {
        if (MemoryBitsPerCycle is < 1 or > MaxBitsPerCycle)
        {
            return $"memoryBitsPerCycle {MemoryBitsPerCycle} is not from 1 to {MaxBitsPerCycle}";
        }

        if (FrequencyHertz is not (>= 1 and <= MaxHertz))
        {
            return $"frequencyHertz {FrequencyHertz} is not from 1 to {MaxHertz}";
        }

        if (AccumulatorBits is < 16 or > 64)
        {
            return $"accumulatorBits {AccumulatorBits} is not from 16 to 64";
        }

        return Array.Fault() ?? Buffers.Fault() ?? CapacityFault();
    }

    private string? CapacityFault()
    {
        long outputs = Buffers.OutputBytes * 8 / 2 / AccumulatorBits;
        return outputs >= Array.OutputLanes ? null : $"half the output buffer holds {outputs} sums, fewer than the {Array.OutputLanes} output lanes";
    }
}
