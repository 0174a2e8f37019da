namespace Edge.Tuner.Watching;

/// <summary>How much worse than the baseline a plan may be before the device gives it up, and how long it must be watched.</summary>
/// <param name="MinimumWindows">Windows that must hold a value before it is judged, in the baseline and in the trial; at least <see cref="LeastWindows"/>.</param>
/// <param name="MinimumAudioSeconds">Audio that the baseline and the trial must hold before a trial is decided, seconds; 0 or more.</param>
/// <param name="LatencyRatio">Latency may grow to this multiple,</param>
/// <param name="LatencySlackMicroseconds">and always by this much: below it the differences are the machine's, not the plan's.</param>
/// <param name="EnergyRatio">Energy per second of audio may grow to this multiple.</param>
/// <param name="PhoneRateRatio">Phones per second may grow to this multiple or shrink by it,</param>
/// <param name="PhoneRateSlack">and always differ by this much: speech itself varies.</param>
/// <param name="EntropySlackBits">Posterior entropy may grow by this much.</param>
/// <param name="MinimumAgreement">Agreement with the shadow pass may not fall below this share, whatever the baseline's was.</param>
public sealed record TrialBounds(
    int MinimumWindows = 5,
    double MinimumAudioSeconds = 10,
    double LatencyRatio = 1.25,
    double LatencySlackMicroseconds = 500,
    double EnergyRatio = 1.10,
    double PhoneRateRatio = 1.6,
    double PhoneRateSlack = 2,
    double EntropySlackBits = 0.5,
    double MinimumAgreement = 0.8)
{
    /// <summary>Fewest windows that can show a difference beyond chance.</summary>
    public const int LeastWindows = 3;
}
