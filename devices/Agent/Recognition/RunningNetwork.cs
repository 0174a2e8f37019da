using Edge.Runtime.Model;
using Edge.Telemetry.Energy;

namespace Agent.Recognition;

/// <summary>A network ready to run, with what its telemetry needs.</summary>
/// <param name="Version">Plan version; 0 for the factory plan.</param>
/// <param name="Network">Quantised weights.</param>
/// <param name="WeightBytes">All-inclusive size of the plan.</param>
/// <param name="Energy">One modelled meter per platform that can compute the plan.</param>
/// <param name="Dense">The same bits without thresholds, to compare with; null where nothing is tuned.</param>
public sealed record RunningNetwork(long Version, QuantizedNetwork Network, long WeightBytes, IReadOnlyList<ModelledEnergyMeter> Energy, QuantizedNetwork? Dense = null);
