namespace Edge.Telemetry.Platforms;

/// <summary>Relative differences between predicted and measured times.</summary>
/// <param name="Points">Number of times.</param>
/// <param name="RelativeRms">Root of the mean square of (predicted - measured) / measured.</param>
/// <param name="RelativeWorst">Largest absolute one.</param>
public sealed record FitError(int Points, double RelativeRms, double RelativeWorst)
{
    /// <summary>True for finite errors from 0.</summary>
    internal bool IsUsable => Points >= 0 && double.IsFinite(RelativeRms) && RelativeRms >= 0 && double.IsFinite(RelativeWorst) && RelativeWorst >= 0;
}
