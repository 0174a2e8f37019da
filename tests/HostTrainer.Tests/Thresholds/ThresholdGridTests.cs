using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Thresholds;

using Xunit;

namespace HostTrainer.Tests.Thresholds;

public sealed class ThresholdGridTests
{
    private static readonly NetworkTopology Sru = new(40, 16, 8, 3, Bidirectional: false, Outputs: 7, OutputDelay: 2);
    private static readonly NetworkTopology Gru = new(40, 16, 0, 3, Bidirectional: true, Outputs: 7, OutputDelay: 0, CellKind.Gru);

    [Fact]
    public void The_papers_groups_leave_the_first_layer_alone()
    {
        Assert.Equal(["input path: Pr1 L1 Pr2 L2", "FC: FC"], Named(Sru, ThresholdGroups.Paper(Sru)));
        Assert.Equal(["input path: x1 x2", "recurrent path: h1 c1 h2 c2", "FC: FC"], Named(Gru, ThresholdGroups.Paper(Gru)));
        Assert.Equal(["L0: L0", "Pr1: Pr1", "L1: L1", "Pr2: Pr2", "L2: L2", "FC: FC"], Named(Sru, ThresholdGroups.PerLayer(Sru)));
    }

    [Fact]
    public void Every_combination_of_the_papers_thresholds_comes_once()
    {
        ThresholdGrid grid = new(Plan(Gru, 8), ThresholdGroups.Paper(Gru), null);
        int[][] thresholds = [.. grid.Plans().Select(p => p.Layers.Select(l => l.DeltaThreshold!.Value).ToArray())];

        Assert.Equal(125, grid.Count);
        Assert.Equal(125, thresholds.Select(t => string.Join(' ', t)).Distinct().Count());
        Assert.All(thresholds[0], t => Assert.Equal(0, t));
        Assert.All(thresholds, t => Assert.Equal([0, 0, 0], t[..3]));
        Assert.Contains(thresholds, t => t.SequenceEqual([0, 0, 0, 16, 48, 48, 16, 48, 48, 8]));
    }

    [Fact]
    public void Layers_of_one_group_take_the_thresholds_of_their_own_width()
    {
        PrecisionPlan plan = Plan(Sru, 8);
        LayerPrecision[] layers = [.. plan.Layers];
        layers[1] = layers[1] with { ActivationBits = 4 };
        layers[2] = layers[2] with { ActivationBits = 16 };
        ThresholdGrid grid = new(plan with { Layers = layers }, [new("all", [1, 2, 3])], null);

        Assert.Equal(
            ["0 0 0 0 0 0", "0 1 0 8 0 0", "0 2 0 16 0 0", "0 2 0 32 0 0", "0 2 0 48 0 0"],
            grid.Plans().Select(p => string.Join(' ', p.Layers.Select(l => l.DeltaThreshold))));
    }

    [Fact]
    public void A_list_always_has_0_and_no_threshold_beyond_the_codes()
    {
        ThresholdGrid grid = new(Plan(Sru, 4), [new("FC", [5])], [2, 1, 2]);

        Assert.Equal([0, 1, 2], grid.Plans().Select(p => p.Layers[5].DeltaThreshold!.Value));
        Assert.Equal(ExitCode.Usage, Assert.Throws<EdgeException>(() => new ThresholdGrid(Plan(Sru, 4), [new("FC", [5])], [15])).ExitCode);
        Assert.Equal(ExitCode.Usage, Assert.Throws<EdgeException>(() => new ThresholdGrid(Plan(Sru, 4), [new("FC", [5])], [-1])).ExitCode);
    }

    [Fact]
    public void Too_many_combinations_are_refused_before_any_is_made()
    {
        NetworkTopology large = Gru with { Layers = 8 };

        EdgeException error = Assert.Throws<EdgeException>(() => new ThresholdGrid(Plan(large, 8), ThresholdGroups.PerLayer(large), null));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    private static IEnumerable<string> Named(NetworkTopology topology, IReadOnlyList<ThresholdGroup> groups) =>
        groups.Select(g => $"{g.Name}: {string.Join(' ', g.Matrices.Select(m => topology.Matrices()[m].Name))}");

    private static PrecisionPlan Plan(NetworkTopology topology, int bits) =>
        PrecisionPlan.Uniform(new string('a', 64), topology.Matrices().Select(m => m.Name), bits, bits);
}
