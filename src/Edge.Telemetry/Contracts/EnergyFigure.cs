using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Contracts;

/// <summary>Energy of one window. Figures of different tiers are never added, compared or drawn on one axis.</summary>
/// <param name="Source">Platform or meter: <c>silago</c>, <c>bitfusion</c>, <c>rapl</c>, <c>ina219</c>.</param>
/// <param name="Tier">How the figure came about.</param>
/// <param name="Microjoules">Energy of the window.</param>
/// <param name="UncertaintyMicrojoules">Half width of the interval the true value is in, or null for a modelled figure.</param>
public sealed record EnergyFigure(string Source, EnergyTier Tier, double Microjoules, double? UncertaintyMicrojoules = null)
{
    internal string? Problem() =>
        PayloadRules.Text("energy.source", Source)
        ?? PayloadRules.NotNegative("energy.microjoules", Microjoules)
        ?? PayloadRules.NotNegative("energy.uncertaintyMicrojoules", UncertaintyMicrojoules);
}
