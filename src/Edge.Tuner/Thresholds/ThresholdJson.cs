using System.Text.Json.Serialization;

namespace Edge.Tuner.Thresholds;

/// <summary>Source-generated JSON of the record.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ThresholdRecord))]
internal sealed partial class ThresholdJson : JsonSerializerContext;
