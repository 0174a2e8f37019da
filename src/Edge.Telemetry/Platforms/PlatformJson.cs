using System.Text.Json.Serialization;

namespace Edge.Telemetry.Platforms;

/// <summary>Source-generated JSON of platform and workload files. Unknown members are refused: a misspelt cost must not be ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PlatformDescription))]
[JsonSerializable(typeof(PlatformTable))]
[JsonSerializable(typeof(WorkloadDocument))]
[JsonSerializable(typeof(TopologyDocument))]
internal sealed partial class PlatformJson : JsonSerializerContext;
