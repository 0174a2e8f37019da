using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace Edge.Tuner.Apply;

/// <summary>What plans are applied to: the recogniser of the device, behind the smallest interface.</summary>
public interface IPlanTarget
{
    /// <summary>
    /// Makes the network of a plan from the 16-bit master. Called on a background thread while the old network goes on; may take seconds.
    /// </summary>
    /// <param name="plan">The precision of every layer.</param>
    /// <param name="version">The plan's version, 0 for the factory plan; windows measured with this network carry it.</param>
    /// <param name="cancel">Set when a newer plan came.</param>
    /// <exception cref="EdgeException">The plan does not fit the model.</exception>
    IPreparedPlan Prepare(PrecisionPlan plan, long version, CancellationToken cancel);
}
