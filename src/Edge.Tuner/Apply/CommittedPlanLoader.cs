using Edge.Runtime.Errors;
using Edge.Tuner.Signing;
using Edge.Tuner.Slots;

namespace Edge.Tuner.Apply;

/// <summary>
/// Finds the plan to start with: the committed one, checked anew (all but clock and version, which were right when it was accepted);
/// else the one before it; else the factory plan.
/// </summary>
internal sealed class CommittedPlanLoader(PlanLedger ledger, PlanVerifier verifier, IPlanTarget target, DeviceTunerOptions options)
{
    /// <summary>Finds and prepares the plan, and remembers which it was.</summary>
    /// <param name="findings">Gets a sentence for every stored plan that cannot be used.</param>
    /// <exception cref="EdgeException">Not even the factory plan fits the model.</exception>
    public RunningPlan Load(List<string> findings)
    {
        StoredPlan?[] candidates = [ledger.Record.Committed, ledger.Record.Previous];
        foreach (StoredPlan stored in candidates.OfType<StoredPlan>())
        {
            if (TryRaise(stored, findings) is { } running)
            {
                ledger.SetCommitted(stored);
                return running;
            }
        }

        ledger.SetCommitted(null);
        return new(0, options.FactoryPlan, target.Prepare(options.FactoryPlan, 0, CancellationToken.None));
    }

    private RunningPlan? TryRaise(StoredPlan stored, List<string> findings)
    {
        if (ledger.TryRead(stored) is not { } document)
        {
            findings.Add($"slot {stored.Slot} with version {stored.Version} was damaged and is not used");
            return null;
        }

        VerificationResult result = verifier.VerifyStored(document, options.ModelHash);
        if (result.Envelope is not { } envelope)
        {
            findings.Add($"version {stored.Version} is not used any more: {result.Sentence}");
            return null;
        }

        try
        {
            return new(envelope.Version, envelope.Plan, target.Prepare(envelope.Plan, envelope.Version, CancellationToken.None));
        }
        catch (EdgeException e)
        {
            findings.Add($"version {stored.Version} is not used any more: {e.What}");
            return null;
        }
    }
}
