using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Search.Genomes;

namespace HostTrainer.Thresholds;

/// <summary>All combinations of the groups' thresholds at the bits of one plan. What belongs to no group keeps threshold 0.</summary>
public sealed class ThresholdGrid
{
    /// <summary>Most combinations that are tried.</summary>
    public const int MostPlans = 4096;

    private readonly PrecisionPlan _bits;
    private readonly int[][][] _choices;
    private readonly IReadOnlyList<ThresholdGroup> _groups;

    /// <summary>Lays out the combinations.</summary>
    /// <param name="bits">The precision of every layer; its thresholds are replaced.</param>
    /// <param name="groups">Matrices whose thresholds go together.</param>
    /// <param name="values">
    /// Thresholds to try, in codes of the layer; null for Shrink and Eliminate's candidates, which depend on the activation bits (<see cref="DeltaLadder.Papers"/>).
    /// 0 is always tried.
    /// </param>
    /// <exception cref="EdgeException">A value is out of a layer's range, or there are too many combinations (exit code 2).</exception>
    public ThresholdGrid(PrecisionPlan bits, IReadOnlyList<ThresholdGroup> groups, IReadOnlyList<int>? values)
    {
        (_bits, _groups) = (bits, groups);
        _choices = [.. groups.Select(g => values is null ? Ladder(g) : Listed(g, values))];
        double count = _choices.Aggregate(1.0, (product, choices) => product * choices.Length);
        Count = count <= MostPlans
            ? (int)count
            : throw new EdgeException(
                ExitCode.Usage, $"{count:0} combinations are too many (limit {MostPlans})", "--groups", "give fewer --values, or search with 'mohaq search start --delta-genes --fix-plan FILE'");
    }

    /// <summary>Number of combinations.</summary>
    public int Count { get; }

    /// <summary>Every combination; the first has threshold 0 everywhere, and the last group changes fastest.</summary>
    public IEnumerable<PrecisionPlan> Plans() => Enumerable.Range(0, Count).Select(Plan);

    private PrecisionPlan Plan(int number)
    {
        PrecisionPlan dense = _bits.Dense();
        LayerPrecision[] layers = [.. dense.Layers.Select(l => l with { DeltaThreshold = 0 })];
        for (int group = _groups.Count - 1; group >= 0; group--)
        {
            (number, int choice) = Math.DivRem(number, _choices[group].Length);
            for (int i = 0; i < _groups[group].Matrices.Count; i++)
            {
                int matrix = _groups[group].Matrices[i];
                layers[matrix] = layers[matrix] with { DeltaThreshold = _choices[group][choice][i] };
            }
        }

        return dense with { Layers = layers };
    }

    /// <summary>[level][matrix of the group]; a matrix with fewer levels stays at its highest.</summary>
    private int[][] Ladder(ThresholdGroup group)
    {
        IReadOnlyList<int>[] ladders = [.. group.Matrices.Select(m => DeltaLadder.Papers.Thresholds(_bits.Layers[m].ActivationBits))];
        return [.. Enumerable.Range(0, ladders.Max(l => l.Count)).Select(level => ladders.Select(l => l[Math.Min(level, l.Count - 1)]).ToArray())];
    }

    private int[][] Listed(ThresholdGroup group, IReadOnlyList<int> values)
    {
        foreach (LayerPrecision layer in group.Matrices.Select(m => _bits.Layers[m]))
        {
            int largest = DeltaLadder.LargestThreshold(layer.ActivationBits);
            if (values.Any(v => v < 0 || v > largest))
            {
                throw new EdgeException(
                    ExitCode.Usage, $"the {layer.ActivationBits}-bit inputs of {layer.Name} never differ by more than {largest + 1} codes", "--values", "give smaller values, 0 or more");
            }
        }

        return [.. values.Append(0).Distinct().Order().Select(v => group.Matrices.Select(_ => v).ToArray())];
    }
}
