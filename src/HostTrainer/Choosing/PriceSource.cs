using System.Text.Json.Serialization;

namespace HostTrainer.Choosing;

/// <summary>How the error of a changed plan is known. Its cost always comes from the platform's model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PriceSource>))]
public enum PriceSource
{
    /// <summary>It is not: too few plans were measured.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Estimated from other plans of the archive, see <see cref="StepModel"/>.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,

    /// <summary>Measured by the integer engine, by the search or for an explanation.</summary>
    [JsonStringEnumMemberName("measured")]
    Measured,
}
