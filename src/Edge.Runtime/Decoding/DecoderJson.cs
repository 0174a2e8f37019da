using System.Text.Json.Serialization;

namespace Edge.Runtime.Decoding;

/// <summary>Source-generated JSON for decoder models.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DecoderModel))]
internal sealed partial class DecoderJson : JsonSerializerContext;
