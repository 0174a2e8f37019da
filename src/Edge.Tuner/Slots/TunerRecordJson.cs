using System.Text.Json.Serialization;

namespace Edge.Tuner.Slots;

/// <summary>Source-generated JSON of the record.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TunerRecord))]
internal sealed partial class TunerRecordJson : JsonSerializerContext;
