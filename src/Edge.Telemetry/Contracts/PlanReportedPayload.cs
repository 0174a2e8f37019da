namespace Edge.Telemetry.Contracts;

/// <summary>Topic <c>plan/reported</c>, retained: what became of the desired plan.</summary>
public sealed record PlanReportedPayload : Payload
{
    /// <summary>How far the plan got.</summary>
    public required PlanState State { get; init; }

    /// <summary>Version of the plan reported on, or null when the document did not even say one.</summary>
    public long? Version { get; init; }

    /// <summary>Why, in one sentence; always present for <c>refused</c> and <c>reverted</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of the plan document, or null when it could not be read.</summary>
    public string? PlanHash { get; init; }

    /// <summary>Version that ran before, and runs on after <c>refused</c> and <c>reverted</c>.</summary>
    public long? PreviousVersion { get; init; }

    /// <summary>Thresholds that the device tuned and keeps, of the layers with bounds; null without.</summary>
    public IReadOnlyList<LayerThreshold>? Thresholds { get; init; }

    /// <summary>Mean divergence measured with these thresholds, bits per frame of speech; null without.</summary>
    public double? DivergenceBits { get; init; }

    /// <summary>Mean updated fraction of the tuned layers with these thresholds, in the window that decided, 0 to 1; null without.</summary>
    public double? UpdatedFraction { get; init; }

    /// <inheritdoc/>
    internal override string? Problem() =>
        PayloadRules.NotNegative("version", Version)
        ?? PayloadRules.Text("reason", Reason)
        ?? PayloadRules.Hash("planHash", PlanHash)
        ?? PayloadRules.NotNegative("previousVersion", PreviousVersion)
        ?? Thresholds?.Select(t => t.Problem()).FirstOrDefault(p => p is not null)
        ?? PayloadRules.NotNegative("divergenceBits", DivergenceBits)
        ?? (UpdatedFraction is double updated ? PayloadRules.Fraction("updatedFraction", updated) : null)
        ?? (State is PlanState.Refused or PlanState.Reverted && string.IsNullOrEmpty(Reason) ? "reason is missing" : null);
}
