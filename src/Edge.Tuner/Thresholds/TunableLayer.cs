using Edge.Runtime.Model;

namespace Edge.Tuner.Thresholds;

/// <summary>A layer whose threshold a plan lets the device tune.</summary>
/// <param name="Index">Layer in data-path order.</param>
/// <param name="Name">Layer name.</param>
/// <param name="Bounds">Between which, in codes.</param>
public sealed record TunableLayer(int Index, string Name, DeltaBounds Bounds)
{
    /// <summary>The tunable layers of a plan, in data-path order; those whose bounds leave no choice are none.</summary>
    public static IReadOnlyList<TunableLayer> Of(PrecisionPlan plan) =>
        [.. plan.Layers.Select((l, i) => l.DeltaBounds is { } b && b.High > b.Low ? new TunableLayer(i, l.Name, b) : null).OfType<TunableLayer>()];

    /// <summary>Codes of one step: an eighth of the way between the bounds.</summary>
    internal int Step => Math.Max(1, (Bounds.High - Bounds.Low) / 8);
}
