using System.Globalization;

namespace HostTrainer.Demo;

/// <summary>Picks a point of a front, as an operator would.</summary>
/// <param name="Figures">The point.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record PlanChoice(PlanFigures Figures, string Reason)
{
    /// <summary>Percentage points of phone error that a smaller plan may cost.</summary>
    public const double AllowedPoints = 1.0;

    private const int MasterBits = 16;

    /// <summary>
    /// The smallest plan within <see cref="AllowedPoints"/> of the master, or else the knee, of those that would stand their trial on the
    /// device. The master itself is none.
    /// </summary>
    /// <param name="front">The front's plans, measured on the same speech as the master.</param>
    /// <param name="master">16 bits everywhere.</param>
    /// <returns>Null when the front holds no plan below 16 bits that would stand its trial.</returns>
    public static PlanChoice? Choose(IEnumerable<PlanFigures> front, PlanFigures master)
    {
        PlanFigures[] candidates =
        [
            .. front.Where(p => p.Plan.Layers.Any(l => l.WeightBits < MasterBits || l.ActivationBits < MasterBits))
                .Where(p => TrialForecast.WouldStand(p, master))
                .OrderBy(p => p.WeightBytes).ThenBy(p => p.PhoneErrorRate),
        ];
        if (candidates.Length == 0)
        {
            return null;
        }

        return Array.Find(candidates, p => Points(p, master) <= AllowedPoints) is { } near
            ? new PlanChoice(near, Text($"the smallest of {candidates.Length} promising ones within {AllowedPoints:0.0} point of the master ({Points(near, master):+0.00;-0.00;0.00})"))
            : new PlanChoice(Knee(candidates), Text($"the knee of {candidates.Length} promising ones; none is within {AllowedPoints:0.0} point of the master"));
    }

    /// <summary>Where error and size, each scaled to the range of the plans, are nearest to the ideal of both.</summary>
    private static PlanFigures Knee(PlanFigures[] plans)
    {
        double leastError = plans.Min(p => p.PhoneErrorRate), errorRange = Math.Max(double.Epsilon, plans.Max(p => p.PhoneErrorRate) - leastError);
        double leastBytes = plans.Min(p => p.WeightBytes), byteRange = Math.Max(1, plans.Max(p => p.WeightBytes) - leastBytes);
        return plans.MinBy(p =>
        {
            double error = (p.PhoneErrorRate - leastError) / errorRange, bytes = (p.WeightBytes - leastBytes) / byteRange;
            return (error * error) + (bytes * bytes);
        })!;
    }

    private static double Points(PlanFigures plan, PlanFigures master) => 100 * (plan.PhoneErrorRate - master.PhoneErrorRate);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
