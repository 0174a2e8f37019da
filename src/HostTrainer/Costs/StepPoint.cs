using Edge.Runtime.Model;

namespace HostTrainer.Costs;

/// <summary>One measured step of the network.</summary>
/// <param name="Layers">The plan.</param>
/// <param name="Nanoseconds">Median time.</param>
/// <param name="Microjoule">Energy, or null.</param>
/// <param name="HeldOut">Kept from the fit.</param>
internal sealed record StepPoint(IReadOnlyList<LayerPrecision> Layers, double Nanoseconds, double? Microjoule, bool HeldOut);
