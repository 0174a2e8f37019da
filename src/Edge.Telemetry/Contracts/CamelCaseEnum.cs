using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edge.Telemetry.Contracts;

/// <summary>Enumerations travel as camelCase words, never as numbers.</summary>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
