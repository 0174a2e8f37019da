using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;
using Edge.Telemetry.Profiles;

namespace HostTrainer.Costs;

/// <summary>
/// The measurements of a profile in one state of the caches, split: every second plan of mixed precision and every second updated fraction
/// is held out. Uniform plans are always fitted, because each precision needs a measurement.
/// </summary>
internal sealed class ProfilePoints
{
    private readonly DeviceProfile _profile;
    private readonly List<double> _fractions;

    /// <summary>Collects the points.</summary>
    /// <param name="profile">A checked profile.</param>
    /// <param name="caches">Which measurements.</param>
    /// <exception cref="EdgeException">The profile lacks measurements that a fit needs.</exception>
    public ProfilePoints(DeviceProfile profile, CacheState caches)
    {
        _profile = profile;
        ProfileRun[] runs = [.. profile.Runs.Where(r => r.Caches == caches)];
        _fractions = [.. runs.Where(r => r.UpdatedFraction is not null).Select(r => r.UpdatedFraction!.Value).Distinct().Order()];
        Network = new Workload(
            "profile", [.. profile.Layers.Select(l => new WorkloadLayer(l.Name, (long)l.Rows * l.Columns, (long)l.Rows * l.Columns, l.Rows, l.Columns))], 0, 0, 0);
        int mixed = 0;
        List<ProductPoint> products = [];
        List<StepPoint> steps = [];
        foreach (ProfileRun run in runs)
        {
            bool heldOut = run.UpdatedFraction is { } fraction ? _fractions.IndexOf(fraction) % 2 == 1 : !run.IsUniform() && mixed++ % 2 == 1;
            LayerPrecision[] layers = Layers(run);
            double bytes = Network.StoredBits(layers) / 8;
            products.AddRange(layers.Select((layer, i) => new ProductPoint(
                Network.Layers[i], layer, run.UpdatedFraction ?? 1, run.DenseAbove, bytes, 1000 * run.Products[i].Median, heldOut)));
            if (run.Step is { } step)
            {
                steps.Add(new StepPoint(layers, 1000 * step.Median, run.StepMicrojoule, heldOut));
            }
        }

        (Products, Steps) = (products, steps);
        Check(caches);
    }

    /// <summary>The profiled matrices as a network without vectors.</summary>
    public Workload Network { get; }

    /// <summary>Single products.</summary>
    public IReadOnlyList<ProductPoint> Products { get; }

    /// <summary>Whole steps.</summary>
    public IReadOnlyList<StepPoint> Steps { get; }

    private static LayerPrecision[] Layers(ProfileRun run, IReadOnlyList<ProfileLayer> layers) =>
        [.. layers.Select((l, i) => new LayerPrecision(l.Name, run.WeightBits[i], run.ActivationBits[i], run.UpdatedFraction is null ? null : 0))];

    private LayerPrecision[] Layers(ProfileRun run) => Layers(run, _profile.Layers);

    private void Check(CacheState caches)
    {
        string where = $"profile of {_profile.Environment.Cpu}";
        for (int number = 0; number < PrecisionClass.Count; number++)
        {
            if (!Products.Any(p => p.Class == number && !p.Skips && !p.HeldOut))
            {
                throw EdgeException.BadInput(
                    $"no product of {PrecisionClass.WeightBits(number)} x {PrecisionClass.ActivationBits(number)} bits was measured with {caches.ToString().ToLowerInvariant()} caches",
                    where,
                    "profile the device again");
            }
        }

        if (!Steps.Any(s => !s.HeldOut))
        {
            throw EdgeException.BadInput("no whole step was measured", where, "profile the device again");
        }
    }
}
