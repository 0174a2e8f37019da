using System.Diagnostics;

using Edge.Telemetry.Energy;

namespace Agent.Profile;

/// <summary>Energy of repeated calls above what the device draws when it does nothing.</summary>
internal sealed class StepEnergy
{
    private readonly IEnergyMeter _meter;
    private readonly TimeSpan _window;

    /// <summary>Measures the idle power first.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="window">How long each measurement lasts.</param>
    public StepEnergy(IEnergyMeter meter, TimeSpan window)
    {
        (_meter, _window) = (meter, window);
        double before = meter.Read().Microjoules;
        long start = Stopwatch.GetTimestamp();
        Thread.Sleep(window);
        IdleWatts = (meter.Read().Microjoules - before) / Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    /// <summary>Long against the refresh of a meter.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Enough to try the program.</summary>
    public static TimeSpan TrialWindow { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Power while nothing ran, W.</summary>
    public double IdleWatts { get; }

    /// <summary>Energy of one call, uJ, at least 0.</summary>
    public double PerCall(Action call)
    {
        double before = _meter.Read().Microjoules;
        long start = Stopwatch.GetTimestamp();
        long calls = 0;
        while (Stopwatch.GetElapsedTime(start) < _window)
        {
            call();
            calls++;
        }

        double idle = IdleWatts * Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return Math.Max(0, _meter.Read().Microjoules - before - idle) / calls;
    }
}
