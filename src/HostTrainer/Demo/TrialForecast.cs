using Edge.Tuner.Watching;

namespace HostTrainer.Demo;

/// <summary>
/// What a device would say of a plan, foretold on the host: the device's own judge is given what the host measured. Half of every
/// allowance for the speech is kept back, because a trial hears only a part of it.
/// </summary>
public static class TrialForecast
{
    private static readonly TrialBounds Bounds = Halved(new TrialBounds());

    /// <summary>Whether a plan would stand its trial after the master.</summary>
    /// <param name="plan">The plan on the samples.</param>
    /// <param name="master">The plan in force on the same samples.</param>
    public static bool WouldStand(PlanFigures plan, PlanFigures master)
    {
        TrialWatch watch = new(Bounds);
        TrialOutcome outcome = TrialOutcome.Undecided;
        while (!watch.BaselineReady)
        {
            watch.AddBaseline(Window(master));
        }

        while (outcome == TrialOutcome.Undecided)
        {
            outcome = watch.AddTrial(Window(plan)).Outcome;
        }

        return outcome == TrialOutcome.Keep;
    }

    private static TrialSample Window(PlanFigures figures) =>
        new(0, Bounds.MinimumAudioSeconds, PhonesPerSecond: figures.PhonesPerSecond, EntropyBits: figures.EntropyBits);

    private static TrialBounds Halved(TrialBounds bounds) => bounds with
    {
        PhoneRateRatio = Math.Sqrt(bounds.PhoneRateRatio),
        PhoneRateSlack = bounds.PhoneRateSlack / 2,
        EntropySlackBits = bounds.EntropySlackBits / 2,
    };
}
