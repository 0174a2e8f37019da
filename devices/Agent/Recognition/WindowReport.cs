using Edge.Telemetry.Contracts;
using Edge.Tuner.Thresholds;
using Edge.Tuner.Watching;

namespace Agent.Recognition;

/// <summary>What a window of audio gave: the message for the operator and the sample for the trial watch.</summary>
/// <param name="Payload">Not yet stamped; the counters of the publisher are filled in later.</param>
/// <param name="Sample">The same window as the tuner judges it.</param>
/// <param name="Shadow">What the shadow pass found in it; null when it compared no speech.</param>
public sealed record WindowReport(TelemetryPayload Payload, TrialSample Sample, ShadowSample? Shadow = null);
