using System.Globalization;

using Edge.Telemetry.Platforms;

namespace HostTrainer.Search.Evaluation;

/// <summary>Compares figures with the limits of a search.</summary>
/// <param name="limits">The limits.</param>
/// <param name="errorLimit">Largest error, percent.</param>
internal sealed class LimitCheck(SearchLimits limits, double errorLimit)
{
    /// <summary>The limits that are broken; figures that are not known break none.</summary>
    /// <param name="cost">Cost of a plan.</param>
    /// <param name="error">Error of its worst subset, percent.</param>
    /// <param name="work">Its work, 0 to 1.</param>
    public IReadOnlyList<LimitViolation> Of(PlatformCost cost, double? error, double? work)
    {
        List<LimitViolation> broken = [.. cost.Violations.Select(sentence => new LimitViolation(1, sentence))];
        Above(broken, "size", cost.SizeMiB, limits.MaxSizeMiB, "0.0000", " MiB");
        Above(broken, "error", error, errorLimit, "0.00", " %");
        Above(broken, "energy", cost.EnergyMicrojoule, limits.MaxEnergyMicrojoule, "0.0000", " uJ");
        Above(broken, "work", work, limits.MaxWork, "0.0000", string.Empty);
        if (cost.Speedup is double speedup && limits.MinSpeedup is double least && speedup < least)
        {
            broken.Add(new LimitViolation(
                (least - speedup) / least, string.Create(CultureInfo.InvariantCulture, $"speed-up {speedup:0.00} is below the limit of {least:0.00}")));
        }

        return broken;
    }

    private static void Above(List<LimitViolation> broken, string name, double? value, double? limit, string format, string unit)
    {
        if (value is double v && limit is double l && v > l)
        {
            string found = v.ToString(format, CultureInfo.InvariantCulture), allowed = l.ToString(format, CultureInfo.InvariantCulture);
            broken.Add(new LimitViolation((v - l) / l, $"{name} {found}{unit} is above the limit of {allowed}{unit}"));
        }
    }
}
