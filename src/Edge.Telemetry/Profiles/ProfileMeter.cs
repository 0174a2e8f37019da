using Edge.Telemetry.Energy;

namespace Edge.Telemetry.Profiles;

/// <summary>The meter that a profile's energies come from.</summary>
/// <param name="Source">Its name: <c>rapl</c>.</param>
/// <param name="Tier">Informative or metered; a profile has no modelled energies.</param>
/// <param name="IdleWatts">What was drawn while nothing ran; already taken off the energies. At least 0.</param>
public sealed record ProfileMeter(string Source, EnergyTier Tier, double IdleWatts);
