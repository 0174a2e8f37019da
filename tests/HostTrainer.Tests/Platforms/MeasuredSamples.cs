using Edge.Runtime.Model;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Platforms;
using Edge.Telemetry.Profiles;

namespace HostTrainer.Tests.Platforms;

/// <summary>A device whose times follow known terms, and the profile it would measure of itself.</summary>
public static class MeasuredSamples
{
    public static IReadOnlyList<ProfileLayer> Layers { get; } =
        [new("L0", 2048, 120), new("Pr1", 256, 512), new("L1", 1536, 256), new("Pr2", 256, 512), new("L2", 1536, 256), new("FC", 48, 512)];

    public static Workload Network { get; } = new(
        "sample", [.. Layers.Select(l => new WorkloadLayer(l.Name, (long)l.Rows * l.Columns, (long)l.Rows * l.Columns, l.Rows, l.Columns))], 0, 0, 0);

    /// <summary>Caches that begin to overflow above 4 bits and are no help at 8.</summary>
    public static MeasuredTerms Terms { get; } = new(
        120, 2.5, 0.012, Bytes(4), Bytes(8),
        [new(8, 0.8, 0.5), new(16, 1.5, 1)],
        new(0.9, 0.3, 15),
        [
            new(2, 8, 0.004, 0.011, 0.5), new(2, 16, 0.008, 0.02, 0.5), new(4, 8, 0.0045, 0.012, 0.5), new(4, 16, 0.009, 0.022, 0.5),
            new(8, 8, 0.006, 0.01, 0.5), new(8, 16, 0.011, 0.019, 0.5), new(16, 8, 0.014, 0.03, 0.5), new(16, 16, 0.02, 0.04, 0.5),
        ]);

    public static PlatformMeasured Platform(MeasuredEnergy? energy = null)
    {
        FitError exact = new(1, 0, 0);
        MeasuredDevice device = new("test cpu", "test system", ["none"], new string('a', 64), CacheState.Warm);
        return new PlatformMeasured(1, "sample", "a sample", device, Terms, new MeasuredFit(exact, exact, exact, exact), energy);
    }

    /// <summary>The profile, each time off by a factor that <paramref name="disturb"/> gives.</summary>
    public static DeviceProfile Profile(Func<double> disturb, double? watts = null)
    {
        ProfileEnvironment environment = new("test cpu", 1, [], ["none"], "test", "test system");
        List<ProfileRun> runs = [];
        foreach (CacheState caches in new[] { CacheState.Warm, CacheState.Cold })
        {
            MeasuredTerms terms = caches == CacheState.Warm ? Terms : Terms with { NearBytes = 0, FarBytes = 0 };
            runs.AddRange(Plans().Select(plan => Run(terms, caches, plan, null, disturb, watts)));
            runs.AddRange(from fraction in new[] { 0.02, 0.05, 0.1, 0.15, 0.2, 0.27, 0.35, 0.7, 1 }
                          from plan in Uniform()
                          select Run(terms, caches, plan, fraction, disturb, null));
        }

        return new DeviceProfile(
            1, environment, new string('a', 64), Layers, runs, watts is null ? null : new ProfileMeter("test meter", EnergyTier.Metered, 1));
    }

    public static double Bytes(int weightBits) => Network.Weights * weightBits / 8.0;

    private static ProfileRun Run(MeasuredTerms terms, CacheState caches, (int Weight, int Activation)[] plan, double? fraction, Func<double> disturb, double? watts)
    {
        LayerPrecision[] layers = [.. plan.Select((p, i) => new LayerPrecision(Layers[i].Name, p.Weight, p.Activation, fraction is null ? null : 0))];
        double far = terms.FarShare(Network.StoredBits(layers) / 8);
        ProfileTime Time(double microseconds) => new(microseconds, microseconds * 0.9, microseconds * 1.2);
        double step = MeasuredCostModel.Step(terms, Network, layers, null);
        return new ProfileRun(
            caches,
            [.. plan.Select(p => p.Weight)],
            [.. plan.Select(p => p.Activation)],
            [.. layers.Select((l, i) => Time(disturb() * MeasuredCostModel.Product(terms, Network.Layers[i], l, fraction ?? 1, far)))],
            fraction,
            fraction is null ? null : 0.5,
            fraction is null ? Time(disturb() * step) : null,
            watts * step);
    }

    private static IEnumerable<(int Weight, int Activation)[]> Plans()
    {
        Random random = new(5);
        int Draw(int[] of) => of[random.Next(of.Length)];
        return Uniform().Concat(Enumerable.Range(0, 10).Select(_ => Layers.Select(_ => (Draw([2, 4, 8, 16]), Draw([8, 16]))).ToArray()).ToArray());
    }

    private static IEnumerable<(int Weight, int Activation)[]> Uniform() =>
        from weight in BitWidths.All from activation in new[] { 8, 16 } select Layers.Select(_ => (weight, activation)).ToArray();
}
