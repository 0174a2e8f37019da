using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

namespace HostTrainer.Costs;

/// <summary>One measured product.</summary>
/// <param name="Work">The layer.</param>
/// <param name="Precision">Its precision; with a delta threshold when unchanged inputs were skipped.</param>
/// <param name="UpdatedFraction">Share of inputs that changed; 1 for a dense product.</param>
/// <param name="DenseAbove">Updated fraction above which the device multiplies densely; null for a dense product.</param>
/// <param name="StepBytes">Weights of the whole step it was a part of.</param>
/// <param name="Nanoseconds">Median time.</param>
/// <param name="HeldOut">Kept from the fit.</param>
internal sealed record ProductPoint(
    WorkloadLayer Work, LayerPrecision Precision, double UpdatedFraction, double? DenseAbove, double StepBytes, double Nanoseconds, bool HeldOut)
{
    /// <summary>True when unchanged inputs were skipped.</summary>
    public bool Skips => Precision.DeltaThreshold is not null;

    /// <summary>Bytes of the weights.</summary>
    public double Bytes => Work.StoredBits(Precision.WeightBits) / 8;

    /// <summary>Index of its precision: weight width, then activation width.</summary>
    public int Class => PrecisionClass.Of(Precision.WeightBits, Precision.ActivationBits);
}
