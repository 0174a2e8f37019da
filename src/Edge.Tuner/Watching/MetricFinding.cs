namespace Edge.Tuner.Watching;

/// <summary>The finding on one metric.</summary>
/// <param name="Broken">Whether the trial's value is outside its bounds.</param>
/// <param name="Text">Value, baseline and bounds in words.</param>
internal sealed record MetricFinding(bool Broken, string Text);
