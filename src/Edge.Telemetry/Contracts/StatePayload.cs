namespace Edge.Telemetry.Contracts;

/// <summary>Topic <c>state</c>, retained: birth message on every connection, goodbye, and last will.</summary>
public sealed record StatePayload : Payload
{
    /// <summary>Whether the device is connected.</summary>
    public required DeviceStatus Status { get; init; }

    /// <summary>Version of the device software.</summary>
    public required string Firmware { get; init; }

    /// <summary>SHA-256 of the model, or null before one is loaded.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Version of the committed plan; 0 is the model's own 16-bit precision.</summary>
    public long PlanVersion { get; init; }

    /// <summary>Why the device is in this state: <c>start</c>, <c>shutdown</c>, <c>connectionLost</c>, or a sentence.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    internal override string? Problem() =>
        PayloadRules.Text("firmware", Firmware)
        ?? PayloadRules.Hash("modelHash", ModelHash)
        ?? PayloadRules.NotNegative("planVersion", PlanVersion)
        ?? PayloadRules.Text("reason", Reason);
}
