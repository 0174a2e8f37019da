namespace Edge.Tuner.Thresholds;

/// <summary>What a judgement of thresholds led to.</summary>
public enum WalkMove
{
    /// <summary>The thresholds stay.</summary>
    Stay,

    /// <summary>One layer's threshold goes up, to be judged next.</summary>
    Raise,

    /// <summary>One layer's threshold goes down: the divergence was above the budget.</summary>
    Lower,
}
