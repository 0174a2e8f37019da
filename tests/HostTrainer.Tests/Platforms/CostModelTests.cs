using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class CostModelTests
{
    private static readonly Workload Sru4 = WorkloadCatalog.Open("sru4-paper");

    [Theory]
    [InlineData("silago")]
    [InlineData("bitfusion")]
    public void More_bits_never_cost_less(string platform)
    {
        PlatformTable table = PlatformCatalog.OpenTable(platform);
        ICostModel model = table.CreateModel();
        foreach (PrecisionCost low in table.Precisions)
        {
            foreach (PrecisionCost high in table.Precisions.Where(p => p.WeightBits >= low.WeightBits && p.ActivationBits >= low.ActivationBits))
            {
                PlatformCost cheap = model.Evaluate(Sru4, Uniform(low.WeightBits, low.ActivationBits));
                PlatformCost dear = model.Evaluate(Sru4, Uniform(high.WeightBits, high.ActivationBits));
                Assert.True(cheap.SizeMiB <= dear.SizeMiB);
                Assert.True(cheap.Speedup >= dear.Speedup);
                Assert.True((cheap.EnergyMicrojoule ?? 0) <= (dear.EnergyMicrojoule ?? 0));
            }
        }
    }

    [Fact]
    public void Zero_work_costs_zero()
    {
        Workload nothing = new("nothing", [new WorkloadLayer("L0", 0, 0)], 0, 0, 0);

        PlatformCost cost = PlatformCatalog.Open("silago").CreateModel().Evaluate(nothing, [new LayerPrecision("L0", 8, 8)]);

        Assert.Equal(0, cost.SizeMiB);
        Assert.Equal(0.0, cost.EnergyMicrojoule);
        Assert.Equal(0.0, cost.Speedup);
        Assert.Equal(0, cost.Compression);
        Assert.True(cost.Feasible);
    }

    [Fact]
    public void A_small_network_costs_what_was_worked_out_by_hand()
    {
        // 1000 weights at 4 bits + 500 at 8 bits + 10 vector elements at 16 bits = 8160 bits.
        // Energy: 0.08 x 8160 + 1000 x 0.15325 + 500 x 0.542 = 652.8 + 153.25 + 271 = 1077.05 pJ.
        // Speed-up: (1000 x 4 + 500 x 2) / 1600 = 3.125.
        Workload small = new("small", [new WorkloadLayer("L0", 1000, 1000), new WorkloadLayer("FC", 500, 500)], 10, 1600, 8160 * 3 / Workload.BitsPerMiB);

        PlatformCost cost = PlatformCatalog.Open("silago").CreateModel().Evaluate(
            small, [new LayerPrecision("L0", 4, 4), new LayerPrecision("FC", 8, 8)]);

        Assert.Equal(8160 / Workload.BitsPerMiB, cost.SizeMiB, 12);
        Assert.Equal(3, cost.Compression, 12);
        Assert.Equal(3.125, cost.Speedup!.Value, 12);
        Assert.Equal(1077.05e-6, cost.EnergyMicrojoule!.Value, 12);
    }

    [Fact]
    public void Silago_refuses_two_bits_and_different_bits_for_weights_and_activations()
    {
        ICostModel silago = PlatformCatalog.Open("silago").CreateModel();

        PlatformCost twoBits = silago.Evaluate(Sru4, Uniform(2, 2));
        PlatformCost mixed = silago.Evaluate(Sru4, Uniform(4, 8));

        Assert.False(twoBits.Feasible);
        Assert.Null(twoBits.Speedup);
        Assert.Null(twoBits.EnergyMicrojoule);
        Assert.Equal(8, twoBits.Violations.Count);
        Assert.Contains("does not compute 2 x 2", twoBits.Violations[0], StringComparison.Ordinal);
        Assert.Contains("the same bits", mixed.Violations[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_above_the_memory_limit_is_not_feasible_and_still_has_its_figures()
    {
        PlatformCost cost = PlatformCatalog.Open("silago").CreateModel(6).Evaluate(Sru4, Uniform(16, 16));

        Assert.False(cost.Feasible);
        Assert.Single(cost.Violations);
        Assert.NotNull(cost.Speedup);
    }

    [Fact]
    public void The_plan_must_name_the_layers_of_the_network()
    {
        ICostModel model = PlatformCatalog.Open("silago").CreateModel();

        Assert.Throws<ArgumentException>(() => model.Evaluate(Sru4, [.. Uniform(8, 8).Reverse()]));
    }

    [Fact]
    public void The_workload_of_a_network_counts_its_matrices_and_vectors()
    {
        NetworkTopology topology = new(40, 16, 8, 2, Bidirectional: false, Outputs: 10, OutputDelay: 3);

        Workload workload = Workload.Of("small", topology);

        // L0 4x16x40, Pr1 8x16, L1 3x16x8, FC 10x16; vectors 2 layers x 4 x 16 + 10.
        Assert.Equal(["L0", "Pr1", "L1", "FC"], workload.LayerNames);
        Assert.Equal(2560 + 128 + 384 + 160, workload.Weights);
        Assert.Equal(138, workload.VectorElements);
        Assert.Equal(workload.Macs, workload.TotalOperations);
        PlatformCost all16 = PlatformCatalog.Open("bitfusion").CreateModel().Evaluate(
            workload, [.. workload.LayerNames.Select(n => new LayerPrecision(n, 16, 16))]);
        Assert.Equal(1, all16.Speedup!.Value, 12);
        Assert.Equal(2, all16.Compression, 12);
    }

    private static LayerPrecision[] Uniform(int weightBits, int activationBits) =>
        [.. Sru4.LayerNames.Select(n => new LayerPrecision(n, weightBits, activationBits))];
}
