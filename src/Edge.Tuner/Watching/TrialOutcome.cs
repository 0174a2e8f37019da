namespace Edge.Tuner.Watching;

/// <summary>What to do with a plan on trial.</summary>
public enum TrialOutcome
{
    /// <summary>Not enough was measured yet.</summary>
    Undecided,

    /// <summary>Every bound that could be judged was kept.</summary>
    Keep,

    /// <summary>A bound was broken.</summary>
    Revert,
}
