namespace Edge.Tuner.Apply;

/// <summary>
/// Where the device says what became of a plan. Called in order, one call at a time; must not block and must not call the tuner.
/// An exception is counted and otherwise without effect: a failed report never undoes anything.
/// </summary>
public interface IPlanReporter
{
    /// <summary>A plan reached a state, or its state is repeated because the document came again.</summary>
    void Report(PlanReport report);
}
