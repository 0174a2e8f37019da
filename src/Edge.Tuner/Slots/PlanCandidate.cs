using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Slots;

/// <summary>The plan that was last accepted, and how far it came.</summary>
/// <param name="State">The last state that was made durable.</param>
/// <param name="Version">The version of the envelope.</param>
/// <param name="DocumentHash">SHA-256 of the document, 64 lower-case hexadecimal digits.</param>
/// <param name="Trials">Trials begun with this document: more than one when the device stopped during a trial.</param>
/// <param name="Reason">Why it ended as it did, or null.</param>
public sealed record PlanCandidate(PlanState State, long Version, string DocumentHash, int Trials = 0, string? Reason = null);
