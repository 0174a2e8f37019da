using System.Text.Json;
using System.Text.Json.Serialization;

using Edge.Runtime.Model;

namespace HostTrainer.Demo;

/// <summary>What <c>mohaq demo --json</c> prints.</summary>
/// <param name="Schema">1.</param>
/// <param name="Phones">Every phone the device reported.</param>
/// <param name="Reports">What the device said of the pushed plan.</param>
/// <param name="Before">The 16-bit master.</param>
/// <param name="After">The chosen plan.</param>
/// <param name="Search">How it was found.</param>
/// <param name="Plan">The plan that was signed and pushed.</param>
/// <param name="Committed">Whether the device kept it.</param>
/// <param name="DeviceExitCode">How the device process ended.</param>
/// <param name="Seconds">The whole demonstration.</param>
public sealed record DemoDocument(
    int Schema,
    IReadOnlyList<DemoPhone> Phones,
    IReadOnlyList<DemoReport> Reports,
    DemoSide Before,
    DemoSide After,
    DemoSearchFigures Search,
    PrecisionPlan Plan,
    bool Committed,
    int DeviceExitCode,
    double Seconds)
{
    /// <summary>The document as JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DemoJson.Default.DemoDocument);
}

/// <summary>Source-generated JSON of the demonstration.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemoDocument))]
internal sealed partial class DemoJson : JsonSerializerContext;
