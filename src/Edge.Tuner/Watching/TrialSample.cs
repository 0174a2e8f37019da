namespace Edge.Tuner.Watching;

/// <summary>What was measured over one window of audio. A value that could not be measured is null and is never held against a plan.</summary>
/// <param name="PlanVersion">Version of the plan that ran during the whole window, 0 for the factory plan.</param>
/// <param name="AudioSeconds">Audio in the window, seconds.</param>
/// <param name="LatencyP99Microseconds">99th percentile of the time from a frame's last sample to its posteriors, microseconds.</param>
/// <param name="EnergyMicrojoulesPerSecond">Energy per second of audio, microjoules, always of the same tier and platform.</param>
/// <param name="PhonesPerSecond">Recognised phones per second of audio; null when the window held too little speech to tell.</param>
/// <param name="EntropyBits">Mean entropy of the posteriors, bits per frame.</param>
/// <param name="ShadowAgreement">Share of frames, 0 to 1, on which a high-precision shadow pass finds the same phone.</param>
public sealed record TrialSample(
    long PlanVersion,
    double AudioSeconds,
    double? LatencyP99Microseconds = null,
    double? EnergyMicrojoulesPerSecond = null,
    double? PhonesPerSecond = null,
    double? EntropyBits = null,
    double? ShadowAgreement = null);
