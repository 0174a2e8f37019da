using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;
using Edge.Telemetry.Profiles;

namespace HostTrainer.Costs;

/// <summary>Fits a platform to a device's profile, and says how far it agrees with measurements that were held out.</summary>
public static class ProfileFit
{
    private const double NanosecondsPerMicrosecond = 1000;

    /// <summary>Fits a platform.</summary>
    /// <param name="profile">A checked profile.</param>
    /// <param name="name">Name of the platform.</param>
    /// <param name="caches">The state of the caches that it describes.</param>
    /// <exception cref="EdgeException">The profile lacks measurements that a fit needs.</exception>
    public static PlatformMeasured Fit(DeviceProfile profile, string name, CacheState caches)
    {
        ProfilePoints points = new(profile, caches);
        MeasuredTerms terms = Terms(points, caches);
        FitError none = Error([]);
        PlatformMeasured platform = new(
            PlatformDescription.CurrentSchema,
            name,
            $"{profile.Environment.Cpu}, {caches.ToString().ToLowerInvariant()} caches: times of its own kernels, fitted to its profile",
            new MeasuredDevice(profile.Environment.Cpu, profile.Environment.System, profile.Environment.InstructionSets, profile.ModelHash, caches),
            terms,
            new MeasuredFit(none, none, none, none));
        platform = platform with { Fit = Judge(platform, points) };
        return profile.Meter is null ? platform : platform with { Energy = Energy(profile.Meter, platform, points) };
    }

    private static MeasuredTerms Terms(ProfilePoints points, CacheState caches)
    {
        ProductPoint[] dense = [.. points.Products.Where(p => !p.Skips && !p.HeldOut)];
        DenseFit fit = caches == CacheState.Warm ? DenseFit.Warm(dense) : DenseFit.Cold(dense);
        MeasuredTerms terms = new(fit.LayerNanoseconds, 0, fit.FarByteNanoseconds, fit.NearBytes, fit.FarBytes, fit.Activations, null, []);
        SkippingFit skipping = SkippingFit.Of(points.Products.Where(p => p.Skips && !p.HeldOut), fit, terms.FarShare);
        terms = terms with
        {
            Skipping = skipping.Terms,
            Precisions = [.. Enumerable.Range(0, PrecisionClass.Count).Select(number => new MeasuredPrecision(
                PrecisionClass.WeightBits(number),
                PrecisionClass.ActivationBits(number),
                fit.MacNanoseconds[number],
                skipping.ChangedMacNanoseconds[number],
                skipping.ChangedMacNanoseconds[number] is null ? null : points.Products.First(p => p.Class == number && p.Skips).DenseAbove))],
        };
        return terms with { StepOutputNanoseconds = Output(terms, points) };
    }

    /// <summary>Element-wise time per output: what the products leave unexplained of the fitted steps, least squares of relative errors.</summary>
    private static double Output(MeasuredTerms terms, ProfilePoints points)
    {
        double outputs = points.Network.Layers.Sum(l => (double)l.Rows);
        double upper = 0;
        double lower = 0;
        foreach (StepPoint step in points.Steps.Where(s => !s.HeldOut))
        {
            double weight = outputs / step.Nanoseconds;
            upper += weight * (1 - (Time(terms, points.Network, step.Layers) / step.Nanoseconds));
            lower += weight * weight;
        }

        return Math.Max(0, upper / lower);
    }

    private static double Time(MeasuredTerms terms, Workload network, IReadOnlyList<LayerPrecision> layers) =>
        NanosecondsPerMicrosecond * MeasuredCostModel.Step(terms, network, layers, updatedFractions: null);

    private static MeasuredFit Judge(PlatformMeasured platform, ProfilePoints points)
    {
        MeasuredTerms terms = platform.Terms;
        double Product(ProductPoint p) =>
            NanosecondsPerMicrosecond * MeasuredCostModel.Product(terms, p.Work, p.Precision, p.UpdatedFraction, terms.FarShare(p.StepBytes)) / p.Nanoseconds;
        double Step(StepPoint s) => Time(terms, points.Network, s.Layers) / s.Nanoseconds;
        return new MeasuredFit(
            Error(points.Products.Where(p => !p.HeldOut).Select(Product)),
            Error(points.Products.Where(p => p.HeldOut).Select(Product)),
            Error(points.Steps.Where(s => !s.HeldOut).Select(Step)),
            Error(points.Steps.Where(s => s.HeldOut).Select(Step)));
    }

    private static MeasuredEnergy Energy(ProfileMeter meter, PlatformMeasured platform, ProfilePoints points)
    {
        (double Time, double Energy)[] steps =
            [.. points.Steps.Where(s => s.Microjoule > 0).Select(s => (Time(platform.Terms, points.Network, s.Layers) / NanosecondsPerMicrosecond, s.Microjoule!.Value))];
        if (steps.Length == 0)
        {
            throw EdgeException.BadInput("the meter saw no energy above idle", $"profile, meter {meter.Source}", "profile the device again, with longer windows");
        }

        double watts = steps.Sum(s => s.Time / s.Energy) / steps.Sum(s => s.Time / s.Energy * s.Time / s.Energy);
        return new MeasuredEnergy(meter.Source, meter.Tier, watts, Error(steps.Select(s => watts * s.Time / s.Energy)));
    }

    /// <summary>The errors of predicted over measured values.</summary>
    private static FitError Error(IEnumerable<double> ratios)
    {
        double[] errors = [.. ratios.Select(r => r - 1)];
        return errors.Length == 0
            ? new FitError(0, 0, 0)
            : new FitError(errors.Length, Math.Sqrt(errors.Average(e => e * e)), errors.Max(Math.Abs));
    }
}
