using System.Globalization;
using System.Text;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Platforms;

using Xunit;

namespace HostTrainer.Tests.Platforms;

public class MeasuredCostModelTests
{
    private static readonly Workload Network = MeasuredSamples.Network;
    private static readonly ICostModel Model = MeasuredSamples.Platform().CreateModel();

    [Fact]
    public void The_worked_example_of_the_documentation_is_what_the_model_says()
    {
        Dictionary<string, double> said = DocumentTable.Rows("platforms.md", "measured").ToDictionary(r => r[0], r => double.Parse(r[1], CultureInfo.InvariantCulture));
        MeasuredTerms terms = MeasuredSamples.Terms with { NearBytes = 0, FarBytes = 100_000 };
        Workload one = new("one", [new WorkloadLayer("L0", 100_000, 100_000, 500, 200)], 0, 0, 0);

        double Step(LayerPrecision layer, double updated) => MeasuredCostModel.Step(terms, one, [layer], [updated]);

        Assert.Equal(said["dense, 4 x 8"], Step(new("L0", 4, 8), 1), 6);
        Assert.Equal(said["10 % of the inputs changed, 4 x 8"], Step(new("L0", 4, 8, 0), 0.1), 6);
        Assert.Equal(said["all inputs changed, 4 x 8"], Step(new("L0", 4, 8, 0), 1), 6);
        Assert.Equal(said["dense, 16 x 16"], Step(new("L0", 16, 16), 1), 6);
    }

    [Fact]
    public void The_baseline_is_dense_16_x_16_on_the_same_device()
    {
        PlatformCost cost = Model.Evaluate(Network, Uniform(16, 16));

        Assert.Equal(1, cost.Speedup!.Value, 12);
        Assert.Equal(MeasuredCostModel.Step(MeasuredSamples.Terms, Network, Uniform(16, 16), null), cost.Microseconds);
        Assert.Null(cost.EnergyMicrojoule);
        Assert.False(Model.HasEnergy);
    }

    [Fact]
    public void Activations_below_8_bits_are_computed_as_8()
    {
        Assert.Equal(Model.Evaluate(Network, Uniform(4, 8)).Microseconds, Model.Evaluate(Network, Uniform(4, 2)).Microseconds);
        Assert.True(Model.Evaluate(Network, Uniform(4, 8)).Microseconds < Model.Evaluate(Network, Uniform(4, 16)).Microseconds);
    }

    [Fact]
    public void Skipped_inputs_save_time_and_many_changes_take_a_dense_product_and_the_search()
    {
        LayerPrecision[] skipping = [.. Uniform(8, 8).Select(l => l with { DeltaThreshold = 0 })];
        double dense = Model.Evaluate(Network, Uniform(8, 8)).Microseconds!.Value;
        double At(double fraction) => Model.Evaluate(Network, skipping, [.. skipping.Select(_ => fraction)]).Microseconds!.Value;
        double search = MeasuredSamples.Layers.Sum(l => (0.9 * l.Rows) + (0.3 * l.Columns)) / 1000;

        Assert.True(At(0.02) < At(0.1) && At(0.1) < dense);
        Assert.Equal(dense + search, At(0.51), 9);
        Assert.Equal(dense + search, At(1), 9);
        Assert.Equal(At(1), Model.Evaluate(Network, skipping).Microseconds!.Value, 9);
        Assert.Throws<ArgumentException>(() => Model.Evaluate(Network, skipping, [1.0]));
    }

    [Fact]
    public void Weights_beyond_the_near_caches_cost_more_in_every_layer_of_the_step()
    {
        LayerPrecision[] onlyFirst = [.. Uniform(4, 8).Select((l, i) => i == 0 ? l with { WeightBits = 16 } : l)];
        double rest = Model.Evaluate(Network, onlyFirst).Microseconds!.Value - Model.Evaluate(Network, Uniform(4, 8)).Microseconds!.Value;
        double firstAlone = (MeasuredSamples.Terms.Of(16, 8).MacNanoseconds - MeasuredSamples.Terms.Of(4, 8).MacNanoseconds) * Network.Layers[0].Macs / 1000;

        Assert.True(rest > firstAlone * 1.01);
    }

    [Fact]
    public void Zero_work_takes_no_time()
    {
        Workload nothing = new("nothing", [new WorkloadLayer("L0", 0, 0)], 0, 0, 0);

        PlatformCost cost = Model.Evaluate(nothing, [new LayerPrecision("L0", 8, 8)]);

        Assert.Equal((0.0, 0.0), (cost.Microseconds, cost.Speedup));
    }

    [Fact]
    public void Energy_is_power_times_time_and_keeps_the_tier_of_its_meter()
    {
        ICostModel model = MeasuredSamples.Platform(new MeasuredEnergy("rapl", EnergyTier.Informative, 3, new FitError(4, 0.1, 0.2))).CreateModel();

        PlatformCost cost = model.Evaluate(Network, Uniform(8, 8));

        Assert.Equal(EnergyTier.Informative, model.EnergyTier);
        Assert.Equal(3 * cost.Microseconds, cost.EnergyMicrojoule);
    }

    [Fact]
    public void A_platform_survives_its_file()
    {
        PlatformMeasured platform = MeasuredSamples.Platform(new MeasuredEnergy("rapl", EnergyTier.Informative, 3, new FitError(4, 0.1, 0.2)));

        string json = PlatformFile.Write(platform);

        Assert.Equal(json, PlatformFile.Write(PlatformFile.Parse(Encoding.UTF8.GetBytes(json), "sample.json")));
    }

    [Theory]
    [InlineData("\"macNanoseconds\": 0.006", "\"macNanoseconds\": -0.006", "precision 8 x 8: a time is not from 0")]
    [InlineData("\"macNanoseconds\": 0.006", "\"macNanoseconds\": 1e99", "precision 8 x 8: a time is not from 0")]
    [InlineData("\"macNanoseconds\": 0.006", "\"macNanoseconds\": \"NaN\"", "macNanoseconds")]
    [InlineData("\"weightBits\": 2", "\"weightBits\": 4", "is given 2 times")]
    [InlineData("\"weightBits\": 2", "\"weightBits\": 3", "2, 4, 8 or 16 bits")]
    [InlineData("\"layerNanoseconds\": 120", "\"layerNanoseconds\": -1", "every time is from 0")]
    [InlineData("\"relativeRms\": 0", "\"relativeRms\": -1", "fit")]
    [InlineData("\"schema\": 1", "\"schema\": 3", "schema 3")]
    [InlineData("\"caches\": \"warm\"", "\"caches\": \"tepid\"", "caches")]
    public void A_bad_measured_platform_is_refused_with_the_reason_and_the_place(string good, string bad, string reason)
    {
        string json = PlatformFile.Write(MeasuredSamples.Platform());
        Assert.Contains(good, json, StringComparison.Ordinal);

        EdgeException e = Assert.Throws<EdgeException>(() => PlatformFile.Parse(Encoding.UTF8.GetBytes(json.Replace(good, bad)), "device.json"));

        Assert.Equal(ExitCode.BadInput, e.ExitCode);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("device.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_bit_width_is_named()
    {
        PlatformMeasured platform = MeasuredSamples.Platform();
        string json = PlatformFile.Write(platform with { Terms = platform.Terms with { Precisions = [.. platform.Terms.Precisions.Where(p => p.WeightBits != 4)] } });

        EdgeException e = Assert.Throws<EdgeException>(() => PlatformFile.Parse(Encoding.UTF8.GetBytes(json), "device.json"));

        Assert.Contains("precision 4 x 8 is missing", e.Message, StringComparison.Ordinal);
    }

    private static LayerPrecision[] Uniform(int weightBits, int activationBits) =>
        [.. Network.LayerNames.Select(n => new LayerPrecision(n, weightBits, activationBits))];
}
