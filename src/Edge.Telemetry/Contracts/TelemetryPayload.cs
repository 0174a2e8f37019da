namespace Edge.Telemetry.Contracts;

/// <summary>Topic <c>telemetry</c>: the figures of one window of audio.</summary>
public sealed record TelemetryPayload : Payload
{
    /// <summary>Seconds of audio in the window.</summary>
    public required double WindowSeconds { get; init; }

    /// <summary>Network frames computed in the window.</summary>
    public required long Frames { get; init; }

    /// <summary>Latency per frame of every stage.</summary>
    public required StageLatencies Latency { get; init; }

    /// <summary>Updated fraction of every layer, in data-path order.</summary>
    public required IReadOnlyList<LayerActivity> Layers { get; init; }

    /// <summary>Energy of the window, one figure per platform or meter.</summary>
    public required IReadOnlyList<EnergyFigure> Energy { get; init; }

    /// <summary>Bytes of packed weights of the active plan.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Version of the active plan; 0 is the model's own 16-bit precision.</summary>
    public required long PlanVersion { get; init; }

    /// <summary>Rolling SHA-256 of the posterior stream up to the end of the window.</summary>
    public required string PosteriorHash { get; init; }

    /// <summary>Final phones per second of audio.</summary>
    public required double PhoneRate { get; init; }

    /// <summary>Mean entropy of the posteriors in bits, or null where it was not computed.</summary>
    public double? PosteriorEntropyMean { get; init; }

    /// <summary>What delta thresholds changed, or null where no shadow pass compared speech.</summary>
    public ShadowActivity? Shadow { get; init; }

    /// <summary>Messages this run lost for good: queue and journal full, or the disk.</summary>
    public long DroppedMessages { get; init; }

    /// <summary>Messages that wait in the journal.</summary>
    public long JournalledMessages { get; init; }

    /// <inheritdoc/>
    internal override string? Problem() =>
        PayloadRules.NotNegative("windowSeconds", WindowSeconds)
        ?? PayloadRules.NotNegative("frames", Frames)
        ?? Latency.Problem()
        ?? Layers.Select(l => l.Problem()).FirstOrDefault(p => p is not null)
        ?? Energy.Select(e => e.Problem()).FirstOrDefault(p => p is not null)
        ?? PayloadRules.NotNegative("weightBytes", WeightBytes)
        ?? PayloadRules.NotNegative("planVersion", PlanVersion)
        ?? PayloadRules.Hash("posteriorHash", PosteriorHash)
        ?? PayloadRules.NotNegative("phoneRate", PhoneRate)
        ?? PayloadRules.NotNegative("posteriorEntropyMean", PosteriorEntropyMean)
        ?? Shadow?.Problem()
        ?? PayloadRules.NotNegative("droppedMessages", DroppedMessages)
        ?? PayloadRules.NotNegative("journalledMessages", JournalledMessages);
}
