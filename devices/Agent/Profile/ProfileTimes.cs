using Agent.Bench;

using Edge.Telemetry.Profiles;

namespace Agent.Profile;

/// <summary>Measured times as a profile tells them: whole nanoseconds, of which there is always one.</summary>
internal static class ProfileTimes
{
    private const double Least = 0.001;

    public static ProfileTime Of(IEnumerable<double> microseconds) => Of(Spread.Of(microseconds));

    public static ProfileTime Of(Spread microseconds) => new(
        Nanoseconds(microseconds.Median), Math.Min(Nanoseconds(microseconds.Q25), Nanoseconds(microseconds.Median)), Nanoseconds(microseconds.Q75));

    private static double Nanoseconds(double microseconds) => Math.Max(Least, Math.Round(microseconds, 3));
}
