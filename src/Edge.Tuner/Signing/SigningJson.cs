using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edge.Tuner.Signing;

/// <summary>The protected header of a signed plan. Members other than these are refused.</summary>
internal sealed record JwsHeader(string Alg, string Kid, string Typ, JsonElement? Crit = null);

/// <summary>The payload of a signed plan as it is written; the plan itself is read by its own strict reader.</summary>
internal sealed record EnvelopeDocument(
    int Schema, string Scope, long Version, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, JsonElement Plan, string? Note = null);

/// <summary>Source-generated JSON of header and payload: strict on reading, no line breaks on writing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(JwsHeader))]
[JsonSerializable(typeof(EnvelopeDocument))]
internal sealed partial class SigningJson : JsonSerializerContext;
