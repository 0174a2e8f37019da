using Edge.Telemetry.Profiles;

namespace Edge.Telemetry.Contracts;

/// <summary>Topic <c>profile</c>: what the device's own kernels cost.</summary>
public sealed record ProfilePayload : Payload
{
    /// <summary>The profile.</summary>
    public required DeviceProfile Profile { get; init; }

    /// <inheritdoc/>
    internal override string? Problem() => Profile.Fault();
}
