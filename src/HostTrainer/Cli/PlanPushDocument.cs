using Edge.Telemetry.Contracts;

namespace HostTrainer.Cli;

/// <summary>Output of <c>mohaq plan push --json</c>.</summary>
/// <param name="Schema">1.</param>
/// <param name="Device">SITE/DEVICE.</param>
/// <param name="PlanHash">SHA-256 of the document, by which the device names it.</param>
/// <param name="State">The last state the device reported; absent when it was not waited for.</param>
/// <param name="Reason">The device's reason.</param>
/// <param name="Reports">Every report of the device on this document.</param>
public sealed record PlanPushDocument(
    int Schema, string Device, string PlanHash, PlanState? State, string? Reason, IReadOnlyList<PlanReportedPayload> Reports);
