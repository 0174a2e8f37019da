using Edge.Runtime.Model;

namespace HostTrainer.Plans;

/// <summary>One layer of two plans side by side.</summary>
/// <param name="Name">Layer name.</param>
/// <param name="Before">Its precision in the first plan, null where it is absent.</param>
/// <param name="After">Its precision in the second plan, null where it is absent.</param>
public sealed record PlanDifference(string Name, LayerPrecision? Before, LayerPrecision? After)
{
    /// <summary>Whether the two differ.</summary>
    public bool Changed => Before != After;

    /// <summary>Every layer of either plan: those of the first in its order, then those only the second has.</summary>
    public static IReadOnlyList<PlanDifference> Between(PrecisionPlan before, PrecisionPlan after)
    {
        IEnumerable<string> names = before.Layers.Concat(after.Layers).Select(l => l.Name).Distinct(StringComparer.Ordinal);
        return [.. names.Select(n => new PlanDifference(n, Find(before, n), Find(after, n)))];
    }

    private static LayerPrecision? Find(PrecisionPlan plan, string name) => plan.Layers.FirstOrDefault(l => l.Name == name);
}
