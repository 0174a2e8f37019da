using Edge.Telemetry.Platforms;

namespace Edge.Telemetry.Profiles;

/// <summary>One precision of all layers, measured.</summary>
/// <param name="Caches">What the step found in the caches.</param>
/// <param name="WeightBits">2, 4, 8 or 16 per layer.</param>
/// <param name="ActivationBits">8 or 16 per layer: narrower activations are computed as 8 bits.</param>
/// <param name="Products">Time of each layer's matrix product inside the step, without element-wise work.</param>
/// <param name="UpdatedFraction">Share of inputs that changed, 0 to 1, all layers skipping unchanged ones; null for dense products.</param>
/// <param name="DenseAbove">Updated fraction above which the device multiplies densely, 0 to 1; null for dense products.</param>
/// <param name="Step">Time of the whole step of the network; null where only the products were measured.</param>
/// <param name="StepMicrojoule">Energy of a step above idle, uJ; null without a meter.</param>
public sealed record ProfileRun(
    CacheState Caches,
    IReadOnlyList<int> WeightBits,
    IReadOnlyList<int> ActivationBits,
    IReadOnlyList<ProfileTime> Products,
    double? UpdatedFraction = null,
    double? DenseAbove = null,
    ProfileTime? Step = null,
    double? StepMicrojoule = null)
{
    private const double MaxMicrojoule = 1e12;

    /// <summary>True when all layers have the same precision.</summary>
    public bool IsUniform() => WeightBits.Distinct().Count() == 1 && ActivationBits.Distinct().Count() == 1;

    /// <summary>What is out of range, or null.</summary>
    internal string? Fault(int layers)
    {
        if (WeightBits.Count != layers || ActivationBits.Count != layers || Products.Count != layers)
        {
            return $"weightBits, activationBits and products need {layers} values each";
        }

        if (!WeightBits.All(BitWidths.IsKnown) || !ActivationBits.All(b => b is 8 or 16))
        {
            return "weightBits are 2, 4, 8 or 16, activationBits 8 or 16";
        }

        if (!Products.Append(Step).All(t => t is null ? Step is null : t.IsUsable) || Products.Any(t => t is null))
        {
            return "a time is not above 0, or its quartiles are out of order";
        }

        if (UpdatedFraction is not (null or (>= 0 and <= 1)) || DenseAbove is not (null or (>= 0 and <= 1)) || UpdatedFraction is null != DenseAbove is null)
        {
            return $"updatedFraction {UpdatedFraction} and denseAbove {DenseAbove} come together, each from 0 to 1";
        }

        return StepMicrojoule is null or (>= 0 and <= MaxMicrojoule) ? null : $"stepMicrojoule {StepMicrojoule} is out of range";
    }
}
