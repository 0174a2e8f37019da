using Edge.Runtime.Model;

namespace Conformance.Golden;

/// <summary>The plans whose posteriors are fixed: every width, mixed widths, both scale modes, a delta threshold that holds inputs back.</summary>
internal static class GoldenPlans
{
    /// <summary>The plans of a model by name.</summary>
    public static IReadOnlyDictionary<string, PrecisionPlan> Of(RecognizerModel model)
    {
        int[] bits = [8, 4, 2, 16];
        PrecisionPlan mixed = model.MasterPlan();
        mixed = mixed with
        {
            Layers = [.. mixed.Layers.Select((l, i) => l with { WeightBits = bits[i % 4], ActivationBits = bits[(i + 1) % 4] })],
        };
        return new Dictionary<string, PrecisionPlan>
        {
            ["w16a16"] = model.MasterPlan(),
            ["w8a8"] = model.UniformPlan(8, 8),
            ["w4a8"] = model.UniformPlan(4, 8),
            ["w4a4"] = model.UniformPlan(4, 4),
            ["w2a16"] = model.UniformPlan(2, 16),
            ["w8a8-per-matrix"] = model.UniformPlan(8, 8) with { PerMatrixScale = true },
            ["mixed"] = mixed,
            ["w8a8-delta-3"] = model.UniformPlan(8, 8, deltaThreshold: 3),
        };
    }

    /// <summary>The forms of a plan that must give the same bits: itself, and for a dense plan delta with threshold 0.</summary>
    public static IEnumerable<(string Name, PrecisionPlan Plan)> SameBits(PrecisionPlan plan)
    {
        yield return ("as planned", plan);
        if (plan.Layers.All(l => l.DeltaThreshold is null))
        {
            yield return ("delta 0", plan with { Layers = [.. plan.Layers.Select(l => l with { DeltaThreshold = 0 })] });
        }
    }
}
