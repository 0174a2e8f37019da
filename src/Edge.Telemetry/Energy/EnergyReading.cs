namespace Edge.Telemetry.Energy;

/// <summary>A meter's total at one moment; a window is the difference of two readings.</summary>
/// <param name="Microjoules">Energy since the meter was made.</param>
/// <param name="UncertaintyMicrojoules">Half width of the interval a difference of two readings is in, or null for a modelled figure.</param>
public readonly record struct EnergyReading(double Microjoules, double? UncertaintyMicrojoules);
