using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

namespace Agent.Profile;

/// <summary>The precisions a profile measures.</summary>
internal static class ProfilePlans
{
    private const int MixedPlans = 10;
    private const int Seed = 20;

    /// <summary>Shares of changed inputs; from about a half on products are done densely.</summary>
    public static IReadOnlyList<double> UpdatedFractions { get; } = [0.02, 0.05, 0.1, 0.15, 0.2, 0.27, 0.35, 0.7, 1];

    /// <summary>Every layer alike: each weight width with 8 and with 16-bit activations.</summary>
    public static IEnumerable<PrecisionPlan> Uniform(RecognizerModel model) =>
        from weightBits in BitWidths.All from activationBits in new[] { 8, 16 } select model.UniformPlan(weightBits, activationBits);

    /// <summary>Layers that differ, drawn once and for all: sizes between those of uniform plans, where caches begin to overflow.</summary>
    public static IEnumerable<PrecisionPlan> Mixed(RecognizerModel model)
    {
        Random random = new(Seed);
        for (int i = 0; i < MixedPlans; i++)
        {
            PrecisionPlan plan = model.MasterPlan();
            yield return plan with
            {
                Layers = [.. plan.Layers.Select(l => l with
                {
                    WeightBits = BitWidths.All[random.Next(BitWidths.All.Count)],
                    ActivationBits = random.Next(2) == 0 ? 8 : 16,
                })],
            };
        }
    }

    /// <summary>The plans whose products are measured with changed inputs only.</summary>
    public static IEnumerable<PrecisionPlan> Skipping(RecognizerModel model) => Uniform(model);
}
