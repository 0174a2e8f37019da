using System.Text.Json.Serialization;

using Edge.Telemetry.Contracts;

namespace Edge.Telemetry.Platforms;

/// <summary>How the figures of a published network are counted (docs/platforms.md says where the two differ).</summary>
[JsonConverter(typeof(CamelCaseEnum<CostAccounting>))]
public enum CostAccounting
{
    /// <summary>As the publications count, with their rounded constants.</summary>
    Paper,

    /// <summary>Exactly: speed-up over the multiply-accumulates alone, compression against the exact size at 32 bits.</summary>
    Corrected,
}
