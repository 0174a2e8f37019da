namespace Edge.Telemetry.Contracts;

/// <summary>How much of a layer's input was transmitted, and so computed, in a window.</summary>
/// <param name="Name">Layer name: <c>L0 Pr1 L1 ... FC</c>.</param>
/// <param name="UpdatedFraction">Transmitted input elements over all input elements, 0 to 1; 1 for a dense layer.</param>
/// <param name="DeltaThreshold">Threshold in force during the whole window, in codes; null for a dense layer.</param>
public sealed record LayerActivity(string Name, double UpdatedFraction, int? DeltaThreshold = null)
{
    internal string? Problem() =>
        PayloadRules.Text("layers.name", Name) ?? PayloadRules.Fraction($"updatedFraction of layer {Name}", UpdatedFraction)
        ?? PayloadRules.NotNegative($"deltaThreshold of layer {Name}", DeltaThreshold);
}
