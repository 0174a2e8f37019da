namespace Edge.Tuner.Watching;

/// <summary>The finding on one metric.</summary>
/// <param name="Broken">Whether the trial's median is outside its bounds.</param>
/// <param name="Certain">Whether that is more than the windows' own spread explains.</param>
/// <param name="Text">Value, baseline and bounds in words.</param>
internal sealed record MetricFinding(bool Broken, bool Certain, string Text);
