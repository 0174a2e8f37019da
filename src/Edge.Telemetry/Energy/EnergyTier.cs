using System.Text.Json.Serialization;

using Edge.Telemetry.Contracts;

namespace Edge.Telemetry.Energy;

/// <summary>How an energy figure came about. Tiers are never mixed.</summary>
[JsonConverter(typeof(CamelCaseEnum<EnergyTier>))]
public enum EnergyTier
{
    /// <summary>Computed from a platform's cost table.</summary>
    Modelled,

    /// <summary>Read from a counter of the machine that is itself an estimate or includes other work (RAPL, hwmon).</summary>
    Informative,

    /// <summary>Measured on the supply.</summary>
    Metered,
}
