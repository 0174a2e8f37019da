using System.Text.Json.Serialization;

namespace Edge.Telemetry.Contracts;

/// <summary>
/// Source-generated JSON of the payloads, so that trimmed and ahead-of-time builds read and write them. Unknown members are skipped.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(StatePayload))]
[JsonSerializable(typeof(TelemetryPayload))]
[JsonSerializable(typeof(PhoneEventPayload))]
[JsonSerializable(typeof(PlanReportedPayload))]
[JsonSerializable(typeof(HealthPayload))]
[JsonSerializable(typeof(ProfilePayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;
