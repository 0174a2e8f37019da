using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Thresholds;

/// <summary>The thresholds a device trusts, as they are kept over restarts.</summary>
/// <param name="Schema">1.</param>
/// <param name="PlanVersion">The plan they belong to; 0 for the factory plan.</param>
/// <param name="PlanHash">SHA-256 of that plan's JSON, 64 lower-case hexadecimal digits.</param>
/// <param name="Thresholds">One entry per tunable layer, in data-path order.</param>
public sealed record ThresholdRecord(int Schema, long PlanVersion, string PlanHash, IReadOnlyList<LayerThreshold> Thresholds)
{
    /// <summary>The schema number this code writes and reads.</summary>
    public const int CurrentSchema = 1;
}
