namespace Agent.Bench;

/// <summary>One measured candidate.</summary>
/// <param name="Group">What it was measured with; only figures of one group may be compared.</param>
/// <param name="Name">The candidate.</param>
/// <param name="Microseconds">Time of one call.</param>
/// <param name="Rate">Work done per nanosecond, that is 10^9 units per second, or null where a call is the unit.</param>
/// <param name="Unit">Unit of <paramref name="Rate"/>, or null.</param>
public sealed record BenchMeasurement(string Group, string Name, Spread Microseconds, Spread? Rate, string? Unit);
