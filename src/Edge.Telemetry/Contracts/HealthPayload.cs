namespace Edge.Telemetry.Contracts;

/// <summary>Topic <c>health</c>: the device process and its journal.</summary>
public sealed record HealthPayload : Payload
{
    /// <summary>Seconds since the process started.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Resident memory of the process.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>Garbage collections so far of generations 0, 1 and 2.</summary>
    public required IReadOnlyList<long> GcCounts { get; init; }

    /// <summary>Bytes the journal takes on disk.</summary>
    public required long JournalBytes { get; init; }

    /// <inheritdoc/>
    internal override string? Problem() =>
        PayloadRules.NotNegative("uptimeSeconds", UptimeSeconds)
        ?? PayloadRules.NotNegative("workingSetBytes", WorkingSetBytes)
        ?? (GcCounts.Count == 3 && GcCounts.All(c => c >= 0) ? null : "gcCounts is not three counts")
        ?? PayloadRules.NotNegative("journalBytes", JournalBytes);
}
