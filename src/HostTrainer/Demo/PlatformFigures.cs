namespace HostTrainer.Demo;

/// <summary>What a plan costs on a platform, modelled.</summary>
/// <param name="Platform">Name of the platform.</param>
/// <param name="Speedup">Over 16 bits everywhere; null when the platform does not compute the plan.</param>
/// <param name="EnergyMicrojoule">Per network frame; null where no energy model is published, or the plan is not computed.</param>
public sealed record PlatformFigures(string Platform, double? Speedup, double? EnergyMicrojoule);
