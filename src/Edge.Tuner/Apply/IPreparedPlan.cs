namespace Edge.Tuner.Apply;

/// <summary>A network that is ready to run.</summary>
public interface IPreparedPlan
{
    /// <summary>
    /// Asks for the switch to this network at the next frame boundary. Returns at once. May be called again later, when a trial ends.
    /// </summary>
    void Activate();
}
