using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Apply;

/// <summary>What became of a plan.</summary>
/// <param name="State">The state it reached.</param>
/// <param name="Version">Its version; null when its signature did not hold, because then no version is believed.</param>
/// <param name="Reason">Why: the refusal, or the evidence of the trial; null where there is nothing to say.</param>
/// <param name="DocumentHash">SHA-256 of the signed document, 64 lower-case hexadecimal digits; null when it was too large to be looked at.</param>
/// <param name="PreviousVersion">The version that ran before, and runs on unless this one was committed; 0 for the factory plan.</param>
public sealed record PlanReport(PlanState State, long? Version, string? Reason, string? DocumentHash, long PreviousVersion)
{
    /// <summary>The payload of <c>plan/reported</c>, not yet stamped.</summary>
    public PlanReportedPayload ToPayload() =>
        new() { State = State, Version = Version, Reason = Reason, PlanHash = DocumentHash, PreviousVersion = PreviousVersion };
}
