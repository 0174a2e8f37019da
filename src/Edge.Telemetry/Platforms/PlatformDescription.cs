using System.Text.Json.Serialization;

namespace Edge.Telemetry.Platforms;

/// <summary>
/// A platform described as data: the content of a file in <c>devices/platforms</c>. The member <c>kind</c> says how its costs come about:
/// <c>table</c> (speed-up and energy per precision), <c>cycles</c> (an array of multipliers behind buffers and a memory interface) or
/// <c>measured</c> (fitted to a device's own profile).
/// </summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Name">Short name, as given to <c>--platform</c>.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="SramPresets">Memory limits by topology; null for none.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = KindMember)]
[JsonDerivedType(typeof(PlatformTable), PlatformTable.KindName)]
[JsonDerivedType(typeof(PlatformCycles), PlatformCycles.KindName)]
[JsonDerivedType(typeof(PlatformMeasured), PlatformMeasured.KindName)]
public abstract record PlatformDescription(int Schema, string Name, string Description, IReadOnlyList<SramPreset>? SramPresets = null)
{
    /// <summary>The schema number this code reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>JSON member that tells the kind.</summary>
    public const string KindMember = "kind";

    private const int MaxText = 1024;

    /// <summary>How the costs come about: the value of the JSON member <c>kind</c>.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>A cost model of this platform.</summary>
    /// <param name="sramLimitMiB">Largest size, MiB; null for no limit.</param>
    public abstract ICostModel CreateModel(double? sramLimitMiB = null);

    /// <summary>The memory limit for a topology, MiB, or null when none is declared.</summary>
    public double? SramPresetMiB(string topology) => SramPresets?.FirstOrDefault(p => p.Topology == topology)?.LimitMiB;

    /// <summary>What makes this description unusable, or null.</summary>
    internal string? Fault()
    {
        if (Schema != CurrentSchema)
        {
            return $"platform schema {Schema} is not known (this build reads {CurrentSchema})";
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxText || Description.Length > MaxText)
        {
            return $"the platform has no name, or name or description are longer than {MaxText} characters";
        }

        return OwnFault() ?? PresetFault();
    }

    /// <summary>What is wrong with the members of this kind, or null.</summary>
    private protected abstract string? OwnFault();

    private string? PresetFault()
    {
        if (SramPresets is null)
        {
            return null;
        }

        return SramPresets.All(p => p is not null && !string.IsNullOrWhiteSpace(p.Topology) && double.IsFinite(p.LimitMiB) && p.LimitMiB > 0)
            ? Repeated.Of("SRAM preset", SramPresets.Select(p => p.Topology))
            : "an SRAM preset needs a topology name and a limitMiB above 0";
    }
}
