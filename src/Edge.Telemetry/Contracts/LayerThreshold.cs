namespace Edge.Telemetry.Contracts;

/// <summary>The delta threshold of a layer that a device tunes.</summary>
/// <param name="Name">Layer name.</param>
/// <param name="DeltaThreshold">In codes, at least 0.</param>
public sealed record LayerThreshold(string Name, int DeltaThreshold)
{
    internal string? Problem() =>
        PayloadRules.Text("thresholds.name", Name) ?? PayloadRules.NotNegative($"deltaThreshold of layer {Name}", DeltaThreshold);
}
