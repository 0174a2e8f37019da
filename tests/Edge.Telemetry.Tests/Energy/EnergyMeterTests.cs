using Edge.Runtime.Errors;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Tests.Support;

using Xunit;

namespace Edge.Telemetry.Tests.Energy;

public sealed class EnergyMeterTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private string Domain(string name, string kind, long counter, long range = 1000)
    {
        string path = directory[name];
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "name"), kind + "\n");
        File.WriteAllText(Path.Combine(path, "energy_uj"), $"{counter}\n");
        File.WriteAllText(Path.Combine(path, "max_energy_range_uj"), $"{range}\n");
        return Path.Combine(path, "energy_uj");
    }

    [Fact]
    public void Modelled_energy_is_cost_times_updated_fraction_times_frames()
    {
        ModelledEnergyMeter meter = new("silago", [2, 4], fixedMicrojoules: 1);
        meter.Add(10, [0.5, 0.25]);
        Assert.Equal(new EnergyReading(30, null), meter.Read());
        meter.UseCosts([1], 0);
        meter.Add(5, [1]);
        Assert.Equal(35, meter.Read().Microjoules);
        Assert.Equal(("silago", EnergyTier.Modelled), (meter.Source, meter.Tier));
        Assert.Throws<ArgumentOutOfRangeException>(() => meter.Add(1, [1, 1]));
        Assert.Throws<EdgeException>(() => new ModelledEnergyMeter("x", [double.NaN]));
        Assert.Throws<EdgeException>(() => new ModelledEnergyMeter("x", [1], -1));
    }

    [Fact]
    public void Rapl_adds_packages_leaves_out_their_parts_and_follows_a_wrap()
    {
        string first = Domain("intel-rapl:0", "package-0", 900);
        string second = Domain("intel-rapl:1", "package-1", 10);
        string core = Domain("intel-rapl:0:0", "core", 5);
        RaplEnergyMeter meter = Assert.IsType<RaplEnergyMeter>(RaplEnergyMeter.TryOpen(directory.Root));

        File.WriteAllText(first, "50");
        File.WriteAllText(second, "30");
        File.WriteAllText(core, "500");

        // 900 .. 1000 and the step to 0 are 101, then 50; the second package adds 20.
        Assert.Equal(171, meter.Read().Microjoules);
        Assert.Equal(171, meter.Read().Microjoules);
        Assert.Equal(EnergyTier.Informative, meter.Tier);
        Assert.True(meter.Read().UncertaintyMicrojoules > 0);
    }

    [Fact]
    public void Without_a_readable_counter_there_is_no_rapl_meter()
    {
        Assert.Null(RaplEnergyMeter.TryOpen(directory["absent"]));
        Domain("intel-rapl:0", "psys", 1);
        Assert.Null(RaplEnergyMeter.TryOpen(directory.Root));
    }
}
