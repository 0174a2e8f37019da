using System.Globalization;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class CycleCostModelTests
{
    private static readonly PlatformCycles Platform = (PlatformCycles)PlatformCatalog.Open("bitfusion-cycles");
    private static readonly CycleCostModel Model = (CycleCostModel)Platform.CreateModel();
    private static readonly Workload Sru4 = WorkloadCatalog.Open("sru4-paper");

    [Fact]
    public void The_worked_example_of_the_documentation_is_what_the_model_says()
    {
        long[][] rows = [.. DocumentTable.Rows("platforms.md", "cycles").Select(r => r.Select(c => long.Parse(c, CultureInfo.InvariantCulture)).ToArray())];

        Assert.Equal(3, rows.Length);
        foreach (long[] r in rows)
        {
            LayerCycles cycles = Model.Product(r[0], r[1], 1, (int)r[2], (int)r[3]);
            Assert.Equal((r[4], r[5], r[6]), (cycles.Compute, cycles.Memory, cycles.Total));
        }
    }

    [Fact]
    public void More_bits_never_take_fewer_cycles_in_any_layer()
    {
        int[] bits = [.. BitWidths.All];
        foreach ((int rows, int columns) in new[] { (3300, 23), (256, 1100), (3300, 256), (1904, 1100), (1, 1), (33, 17), (5000, 40000) })
        {
            foreach ((int low, int high) in from low in bits from high in bits where low < high select (low, high))
            {
                foreach (int other in bits)
                {
                    Assert.True(Model.Product(rows, columns, 1, low, other).Total <= Model.Product(rows, columns, 1, high, other).Total);
                    Assert.True(Model.Product(rows, columns, 1, other, low).Total <= Model.Product(rows, columns, 1, other, high).Total);
                }
            }
        }
    }

    [Fact]
    public void Zero_work_takes_no_cycles()
    {
        Workload nothing = new("nothing", [new WorkloadLayer("L0", 0, 0)], 0, 0, 0);

        PlatformCost cost = Model.Evaluate(nothing, [new LayerPrecision("L0", 8, 8)]);

        Assert.Equal((0.0, 0.0), (cost.Microseconds, cost.Speedup));
        Assert.True(cost.Feasible);
    }

    [Fact]
    public void Inputs_beyond_half_the_buffer_are_loaded_once_per_block_of_outputs()
    {
        // Half of 32 KiB holds 8192 inputs of 16 bits; half of 16 KiB holds 2048 sums.
        Assert.Equal(1, Model.Product(5000, 8192, 1, 2, 16).InputLoads);
        Assert.Equal(3, Model.Product(5000, 8193, 1, 2, 16).InputLoads);
    }

    [Fact]
    public void Two_directions_load_their_shared_weights_once()
    {
        LayerCycles one = Model.Product(2200, 550, 1, 4, 8), two = Model.Product(2200, 550, 2, 4, 8);

        Assert.Equal(2 * one.Compute, two.Compute);
        Assert.InRange(two.Memory, one.Memory + 1, (2 * one.Memory) - 1);
    }

    [Fact]
    public void A_network_that_streams_its_weights_gains_from_narrow_weights_and_hardly_from_narrow_activations()
    {
        double weights = Speedup(2, 16), activations = Speedup(16, 2), both = Speedup(2, 2);

        Assert.Equal(1, Speedup(16, 16), 12);
        Assert.InRange(weights, 6, 8);
        Assert.InRange(activations, 1, 1.05);
        Assert.InRange(both, weights, weights * 1.05);
    }

    [Fact]
    public void A_topology_without_rows_and_columns_is_refused_by_name()
    {
        Workload counts = new("counts", [new WorkloadLayer("L0", 10, 10)], 0, 10, 1);

        PlatformCost cost = Model.Evaluate(counts, [new LayerPrecision("L0", 8, 8)]);

        Assert.Null(cost.Speedup);
        Assert.StartsWith("L0: ", Assert.Single(cost.Violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"inputLanes\": 16", "\"inputLanes\": 0", "lanes")]
    [InlineData("\"widestBits\": 8", "\"widestBits\": 9", "widestBits")]
    [InlineData("\"memoryBitsPerCycle\": 192", "\"memoryBitsPerCycle\": -1", "memoryBitsPerCycle")]
    [InlineData("\"frequencyHertz\": 500000000", "\"frequencyHertz\": 1e999", "frequencyHertz")]
    [InlineData("\"weightBytes\": 65536", "\"weightBytes\": 9223372036854775807", "buffers")]
    [InlineData("\"outputBytes\": 16384", "\"outputBytes\": 8", "half the output buffer")]
    [InlineData("\"accumulatorBits\": 32", "\"accumulatorBits\": 8", "accumulatorBits")]
    [InlineData("\"schema\": 1", "\"schema\": 2", "schema 2")]
    public void A_bad_array_is_refused_with_the_reason(string good, string bad, string reason)
    {
        string json = PlatformFile.Write(Platform);
        Assert.Contains(good, json, StringComparison.Ordinal);

        EdgeException e = Assert.Throws<EdgeException>(() => PlatformFile.Parse(Encoding.UTF8.GetBytes(json.Replace(good, bad)), "array.json"));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("array.json", e.Message, StringComparison.Ordinal);
    }

    private static double Speedup(int weightBits, int activationBits) =>
        Model.Evaluate(Sru4, [.. Sru4.LayerNames.Select(n => new LayerPrecision(n, weightBits, activationBits))]).Speedup!.Value;
}
