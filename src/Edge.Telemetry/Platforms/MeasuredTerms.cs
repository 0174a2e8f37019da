namespace Edge.Telemetry.Platforms;

/// <summary>
/// The terms of a measured step. A product takes <c>LayerNanoseconds</c>, its inputs and outputs, its multiply-accumulates, and for the share of
/// the weights that the near caches do not hold <c>FarByteNanoseconds</c> per byte; the rest of the step takes <c>StepOutputNanoseconds</c> per
/// output of every product.
/// </summary>
/// <param name="LayerNanoseconds">Fixed time of a product, ns.</param>
/// <param name="StepOutputNanoseconds">Element-wise work of the step per output of a product, ns.</param>
/// <param name="FarByteNanoseconds">Additional time per weight byte from beyond the near caches, ns.</param>
/// <param name="NearBytes">Weights of a whole step up to which all stay in the near caches, bytes.</param>
/// <param name="FarBytes">Weights of a whole step from which none do; between the two the share grows in proportion. At least <paramref name="NearBytes"/>.</param>
/// <param name="Activations">One entry for 8 and one for 16 bits.</param>
/// <param name="Skipping">Products that skip unchanged inputs; null when they were not measured.</param>
/// <param name="Precisions">One entry per weight width 2, 4, 8, 16 and activation width 8, 16.</param>
public sealed record MeasuredTerms(
    double LayerNanoseconds,
    double StepOutputNanoseconds,
    double FarByteNanoseconds,
    double NearBytes,
    double FarBytes,
    IReadOnlyList<MeasuredActivation> Activations,
    MeasuredSkipping? Skipping,
    IReadOnlyList<MeasuredPrecision> Precisions)
{
    private const double MaxCost = 1e9;
    private const double MaxBytes = 1e15;

    /// <summary>The activation width that a device computes with: 8 or 16.</summary>
    public static int ComputedActivationBits(int activationBits) => Math.Max(8, activationBits);

    /// <summary>The entry of a precision.</summary>
    /// <param name="weightBits">2, 4, 8 or 16.</param>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    public MeasuredPrecision Of(int weightBits, int activationBits) =>
        Precisions.First(p => p.WeightBits == weightBits && p.ActivationBits == ComputedActivationBits(activationBits));

    /// <summary>The entry of an activation width.</summary>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    public MeasuredActivation Of(int activationBits) => Activations.First(a => a.ActivationBits == ComputedActivationBits(activationBits));

    /// <summary>Share of the weights that come from beyond the near caches, 0 to 1.</summary>
    /// <param name="stepBytes">Weights of the whole step, bytes.</param>
    public double FarShare(double stepBytes) => FarShare(stepBytes, NearBytes, FarBytes);

    /// <summary>Share of the weights that come from beyond the near caches, 0 to 1.</summary>
    /// <param name="stepBytes">Weights of the whole step, bytes.</param>
    /// <param name="nearBytes">Up to which it is 0.</param>
    /// <param name="farBytes">From which it is 1.</param>
    public static double FarShare(double stepBytes, double nearBytes, double farBytes) =>
        stepBytes >= farBytes ? 1 : stepBytes <= nearBytes ? 0 : (stepBytes - nearBytes) / (farBytes - nearBytes);

    /// <summary>What is out of range or missing, or null.</summary>
    internal string? Fault()
    {
        if (Activations.Any(a => a is null) || !Activations.Select(a => a.ActivationBits).Order().SequenceEqual([8, 16]))
        {
            return "terms: activations has one entry for 8 and one for 16 bits";
        }

        double[] costs =
        [
            LayerNanoseconds, StepOutputNanoseconds, FarByteNanoseconds,
            Skipping?.OutputNanoseconds ?? 0, Skipping?.InputNanoseconds ?? 0, Skipping?.ChangedInputNanoseconds ?? 0,
            .. Activations.SelectMany(a => new[] { a.OutputNanoseconds, a.InputNanoseconds }),
        ];
        if (costs.Any(c => !IsCost(c)))
        {
            return $"terms: every time is from 0 to {MaxCost} ns";
        }

        if (!(NearBytes >= 0 && NearBytes <= FarBytes && FarBytes <= MaxBytes))
        {
            return $"terms: nearBytes {NearBytes} and farBytes {FarBytes} are ordered and at most {MaxBytes}";
        }

        return Precisions.Select(PrecisionFault).FirstOrDefault(f => f is not null)
            ?? Repeated.Of("precision", Precisions.Select(p => $"{p.WeightBits} x {p.ActivationBits}"))
            ?? MissingFault();
    }

    private static bool IsCost(double cost) => cost is >= 0 and <= MaxCost;

    private static string? PrecisionFault(MeasuredPrecision? p)
    {
        if (p is null || !BitWidths.IsKnown(p.WeightBits) || p.ActivationBits is not (8 or 16))
        {
            return "a precision has 2, 4, 8 or 16 bits of weights and 8 or 16 of activations";
        }

        if (p.DenseAbove is not (null or (>= 0 and <= 1)) || p.DenseAbove is null != p.ChangedMacNanoseconds is null)
        {
            return $"precision {p.WeightBits} x {p.ActivationBits}: changedMacNanoseconds and denseAbove (0 to 1) come together";
        }

        return IsCost(p.MacNanoseconds) && IsCost(p.ChangedMacNanoseconds ?? 0)
            ? null
            : $"precision {p.WeightBits} x {p.ActivationBits}: a time is not from 0 to {MaxCost} ns";
    }

    private string? MissingFault()
    {
        foreach (int weightBits in BitWidths.All)
        {
            foreach (int activationBits in new[] { 8, 16 })
            {
                if (!Precisions.Any(p => p.WeightBits == weightBits && p.ActivationBits == activationBits))
                {
                    return $"precision {weightBits} x {activationBits} is missing";
                }
            }
        }

        return null;
    }
}
