using HostTrainer.Plans;

namespace HostTrainer.Cli;

/// <summary>Output of <c>mohaq plan diff --json</c>.</summary>
/// <param name="Schema">1.</param>
/// <param name="SameModel">Whether both plans are for the same model.</param>
/// <param name="SameScales">Whether both use the same kind of weight scales.</param>
/// <param name="Changed">Layers that differ.</param>
/// <param name="Layers">Every layer of either plan.</param>
public sealed record PlanDiffDocument(int Schema, bool SameModel, bool SameScales, int Changed, IReadOnlyList<PlanDifference> Layers);
