using System.Text.Json.Serialization;

using Edge.Runtime.Features;

namespace Edge.Runtime.Model;

/// <summary>Source-generated JSON of the sections of a model file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(NetworkTopology))]
[JsonSerializable(typeof(FeatureOptions))]
[JsonSerializable(typeof(FeatureStatistics))]
[JsonSerializable(typeof(CalibrationRecord))]
internal sealed partial class ModelJson : JsonSerializerContext;
