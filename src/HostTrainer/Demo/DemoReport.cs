using Edge.Telemetry.Contracts;

namespace HostTrainer.Demo;

/// <summary>What the device said of the pushed plan.</summary>
/// <param name="State">How far the plan got.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reason">Why, where the device gave one.</param>
/// <param name="Seconds">When, from the start of the demonstration.</param>
public sealed record DemoReport(PlanState State, long? Version, string? Reason, double Seconds);
