namespace Edge.Telemetry.Profiles;

/// <summary>A measured time, us.</summary>
/// <param name="Median">Half of the values are below, above 0.</param>
/// <param name="Q25">A quarter is below.</param>
/// <param name="Q75">Three quarters are below.</param>
public sealed record ProfileTime(double Median, double Q25, double Q75)
{
    private const double MaxMicroseconds = 1e9;

    /// <summary>True for ordered times from 0 to 1000 s with a median above 0.</summary>
    internal bool IsUsable => Q25 >= 0 && Median > 0 && Q25 <= Median && Median <= Q75 && Q75 <= MaxMicroseconds;
}
