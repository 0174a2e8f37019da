using Edge.Runtime.Errors;
using Edge.Telemetry.Contracts;
using Edge.Tuner.Signing;
using Edge.Tuner.Slots;

namespace Edge.Tuner.Apply;

/// <summary>A plan on its way from accepted to settled.</summary>
/// <param name="envelope">What was signed.</param>
/// <param name="document">The signed document.</param>
internal sealed class PlanAttempt(PlanEnvelope envelope, byte[] document)
{
    private readonly CancellationTokenSource _cancel = new();

    public PlanEnvelope Envelope { get; } = envelope;

    public byte[] Document { get; } = document;

    public string Hash { get; } = SealedFile.HashOf(document);

    public PlanStateMachine Machine { get; } = new();

    public PlanState State => Machine.State;

    /// <summary>Where the document is stored, from staged on.</summary>
    public StoredPlan? Stored { get; set; }

    /// <summary>The network, once prepared.</summary>
    public IPreparedPlan? Prepared { get; private set; }

    /// <summary>Nobody wants the network any more.</summary>
    public void Cancel() => _cancel.Cancel();

    /// <summary>
    /// Prepares the network. Whatever goes wrong in there belongs to the plan, not to the device, which goes on with the plan in force.
    /// </summary>
    /// <returns>Null, or what went wrong.</returns>
    public string? Prepare(IPlanTarget target)
    {
        try
        {
            Prepared = target.Prepare(Envelope.Plan, Envelope.Version, _cancel.Token);
            return null;
        }
        catch (EdgeException e)
        {
            return $"the plan does not fit: {e.What} ({e.Where})";
        }
        catch (Exception e)
        {
            return $"preparing the network failed: {e.Message}";
        }
    }
}
