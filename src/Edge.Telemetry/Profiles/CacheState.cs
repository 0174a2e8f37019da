using System.Text.Json.Serialization;

using Edge.Telemetry.Contracts;

namespace Edge.Telemetry.Profiles;

/// <summary>What a measured step found in the caches.</summary>
[JsonConverter(typeof(CamelCaseEnum<CacheState>))]
public enum CacheState
{
    /// <summary>What the step before it left there.</summary>
    Warm,

    /// <summary>Nothing of the model: other memory was read in between.</summary>
    Cold,
}
