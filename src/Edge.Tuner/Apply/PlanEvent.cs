namespace Edge.Tuner.Apply;

/// <summary>What moves a plan from state to state.</summary>
public enum PlanEvent
{
    /// <summary>Every check of the verifier held.</summary>
    Accept,

    /// <summary>A check of the verifier did not hold.</summary>
    Refuse,

    /// <summary>The document is durable in a slot.</summary>
    Store,

    /// <summary>The network is ready and the baseline known: switch.</summary>
    Begin,

    /// <summary>The watched windows kept every bound.</summary>
    Pass,

    /// <summary>A bound was broken, a step was impossible, or a newer plan came.</summary>
    Fail,

    /// <summary>The process started anew.</summary>
    Restart,
}
