using Edge.Telemetry.Contracts;
using Edge.Tuner.Slots;

namespace Edge.Tuner.Apply;

/// <summary>The device's memory of plans: makes every step durable before it is acted on, and reports it.</summary>
/// <param name="store">The slots and the record.</param>
/// <param name="reporter">Where steps are reported.</param>
internal sealed class PlanLedger(PlanStore store, IPlanReporter reporter)
{
    /// <summary>Longest reason that is kept and reported, in characters.</summary>
    private const int MaxReason = 600;

    /// <summary>What is remembered; as on the disk, unless the disk refused.</summary>
    public TunerRecord Record { get; private set; } = TunerRecord.Empty;

    /// <summary>Reports that ended in an exception.</summary>
    public long FailedReports { get; private set; }

    /// <summary>Reads the record.</summary>
    /// <returns>What was damaged, in words, or null.</returns>
    public string? Load()
    {
        Record = store.Load(out string? damage);
        return damage;
    }

    /// <summary>What became of a document that was dealt with: in force, or tried and given up. Null for any other.</summary>
    public PlanCandidate? Settled(string documentHash)
    {
        PlanCandidate? last = Record.Candidate?.DocumentHash == documentHash ? Record.Candidate : null;
        if (Record.Committed is { } committed && committed.DocumentHash == documentHash)
        {
            return new(PlanState.Committed, committed.Version, documentHash, Reason: last?.Reason);
        }

        return last?.State == PlanState.Reverted ? last : null;
    }

    /// <summary>A document must have a version above this. One that was interrupted, or whose slot was lost, may come once more.</summary>
    public long NewerThan(string documentHash) =>
        Record.Candidate?.DocumentHash == documentHash ? Record.HighestVersion - 1 : Record.HighestVersion;

    /// <summary>Makes a step: table, disk, report.</summary>
    /// <returns>False when the disk refused; then the step was not made.</returns>
    public bool TryAdvance(PlanAttempt attempt, PlanEvent on, string? reason = null)
    {
        PlanTransition step = attempt.Machine.Next(on) ?? throw new InvalidOperationException($"a plan in state {attempt.State} cannot {on}");
        if (step.Durable && !TrySave(After(attempt, step.To, reason)))
        {
            return false;
        }

        attempt.Machine.Fire(on);
        Report(step.To, attempt.Envelope.Version, reason, attempt.Hash);
        return true;
    }

    /// <summary>Gives an attempt up, whether or not the disk takes it.</summary>
    public void GiveUp(PlanAttempt attempt, string reason)
    {
        if (!TryAdvance(attempt, PlanEvent.Fail, reason))
        {
            Record = After(attempt, PlanState.Reverted, reason);
            attempt.Machine.Fire(PlanEvent.Fail);
            Report(PlanState.Reverted, attempt.Envelope.Version, reason, attempt.Hash);
        }
    }

    /// <summary>Stores the document in the free slot.</summary>
    /// <returns>Null when the disk refused.</returns>
    public StoredPlan? TryStore(PlanAttempt attempt)
    {
        try
        {
            return store.WriteSlot(Record.FreeSlot(), attempt.Envelope.Version, attempt.Document);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The document of a stored plan; null when it is damaged.</summary>
    public byte[]? TryRead(StoredPlan plan) => store.TryReadSlot(plan);

    /// <summary>Settles what the last process left open: a plan during whose trials the device stopped too often is given up.</summary>
    public void Recover(int maxTrials)
    {
        if (Record.Candidate is not { } left || new PlanStateMachine(left.State).Fire(PlanEvent.Restart).To == left.State)
        {
            return;
        }

        if (left.State == PlanState.Trial && left.Trials >= maxTrials)
        {
            string reason = $"the device stopped during {left.Trials} trials of this plan";
            Remember(Record with { Candidate = left with { State = PlanState.Reverted, Reason = reason } });
        }
    }

    /// <summary>States which stored plan is in force after a start.</summary>
    public void SetCommitted(StoredPlan? plan)
    {
        if (plan != Record.Committed)
        {
            Remember(Record with { Committed = plan, Previous = null });
        }
    }

    /// <summary>Reports the last accepted plan once more; one that was interrupted waits to be received again.</summary>
    public void RepeatReport()
    {
        if (Record.Candidate is { } last)
        {
            Report(Settled(last.DocumentHash) ?? last with { State = PlanState.Received });
        }
    }

    /// <summary>Reports what became of a plan earlier.</summary>
    public void Report(PlanCandidate plan) => Report(plan.State, plan.Version, plan.Reason, plan.DocumentHash);

    /// <summary>Reports a state; a failure of the reporter has no effect.</summary>
    public void Report(PlanState state, long? version, string? reason, string? documentHash)
    {
        try
        {
            StoredPlan? previous = state == PlanState.Committed ? Record.Previous : Record.Committed;
            reporter.Report(new(state, version, Shortened(reason), documentHash, previous?.Version ?? 0));
        }
        catch (Exception)
        {
            FailedReports++;
        }
    }

    private TunerRecord After(PlanAttempt attempt, PlanState state, string? reason)
    {
        PlanCandidate? known = Record.Candidate?.DocumentHash == attempt.Hash ? Record.Candidate : null;
        int trials = (known?.Trials ?? 0) + (state == PlanState.Trial ? 1 : 0);
        TunerRecord next = Record with { Candidate = new(state, attempt.Envelope.Version, attempt.Hash, trials, Shortened(reason)) };
        return state switch
        {
            PlanState.Verified => next with { HighestVersion = attempt.Envelope.Version, Previous = null },
            PlanState.Committed => next with { Committed = attempt.Stored, Previous = Record.Committed },
            _ => next,
        };
    }

    private static string? Shortened(string? reason) => reason?.Length > MaxReason ? reason[..MaxReason] : reason;

    private bool TrySave(TunerRecord next)
    {
        try
        {
            Record = store.Save(next);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Remembers a record at least as long as the process lives.</summary>
    private void Remember(TunerRecord next)
    {
        if (!TrySave(next))
        {
            Record = next;
        }
    }
}
