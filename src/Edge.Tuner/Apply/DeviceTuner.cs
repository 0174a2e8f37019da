using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Contracts;
using Edge.Tuner.Signing;
using Edge.Tuner.Slots;
using Edge.Tuner.Watching;

namespace Edge.Tuner.Apply;

/// <summary>
/// Retunes a device: takes signed plans, prepares their networks in the background, watches them on trial, commits or reverts.
/// Every method may be called from any thread; none is for the thread that recognises (disk writes happen inside).
/// </summary>
public sealed class DeviceTuner : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PlanVerifier _verifier;
    private readonly IPlanTarget _target;
    private readonly DeviceTunerOptions _options;
    private readonly PlanLedger _ledger;
    private readonly TrialWatch _watch;
    private RunningPlan? _committed;
    private PlanAttempt? _attempt;
    private byte[]? _early;
    private Task _preparation = Task.CompletedTask;

    /// <summary>Makes a tuner; <see cref="Start"/> brings the committed plan up.</summary>
    /// <param name="verifier">Decides which documents are believed.</param>
    /// <param name="store">The slots; used by this tuner alone.</param>
    /// <param name="target">The recogniser.</param>
    /// <param name="reporter">Where steps are reported.</param>
    /// <param name="options">Model, factory plan and bounds.</param>
    public DeviceTuner(PlanVerifier verifier, PlanStore store, IPlanTarget target, IPlanReporter reporter, DeviceTunerOptions options)
    {
        _verifier = verifier;
        _target = target;
        _options = options;
        _ledger = new(store, reporter);
        _watch = new(options.Bounds);
    }

    /// <summary>Version of the plan that runs, on trial or in force; 0 for the factory plan.</summary>
    public long CurrentVersion
    {
        get
        {
            lock (_gate)
            {
                return OnTrial?.Envelope.Version ?? _committed?.Version ?? 0;
            }
        }
    }

    /// <summary>The plan that runs, on trial or in force.</summary>
    public PrecisionPlan CurrentPlan
    {
        get
        {
            lock (_gate)
            {
                return OnTrial?.Envelope.Plan ?? _committed?.Plan ?? _options.FactoryPlan;
            }
        }
    }

    /// <summary>Version of the plan in force; 0 for the factory plan.</summary>
    public long CommittedVersion
    {
        get
        {
            lock (_gate)
            {
                return _committed?.Version ?? 0;
            }
        }
    }

    /// <summary>Reports that ended in an exception of the reporter.</summary>
    public long FailedReports
    {
        get
        {
            lock (_gate)
            {
                return _ledger.FailedReports;
            }
        }
    }

    /// <summary>Ends when no network is being prepared.</summary>
    public Task Preparation
    {
        get
        {
            lock (_gate)
            {
                return _preparation;
            }
        }
    }

    private PlanAttempt? OnTrial => _attempt?.State == PlanState.Trial ? _attempt : null;

    /// <summary>
    /// Brings up the committed plan, checked anew; where it is damaged, the one before it; where there is none, the factory plan.
    /// A trial that a stop interrupted is not resumed: its document is accepted again when the broker delivers it.
    /// </summary>
    /// <returns>What was found damaged or given up, in words; null when everything was in order.</returns>
    /// <exception cref="EdgeException">Not even the factory plan fits the model.</exception>
    public string? Start()
    {
        lock (_gate)
        {
            List<string> findings = [];
            if (_ledger.Load() is { } damage)
            {
                findings.Add(damage);
            }

            _ledger.Recover(_options.MaxTrials);
            _committed = new CommittedPlanLoader(_ledger, _verifier, _target, _options).Load(findings);
            _committed.Network.Activate();
            _ledger.RepeatReport();
            return findings.Count == 0 ? null : string.Join("; ", findings);
        }
    }

    /// <summary>The desired plan came from the broker, for the first time or again after a reconnect.</summary>
    /// <param name="payload">The signed document; empty when it was too large to be handed over, or when the desired plan was deleted.</param>
    /// <param name="actualSize">The payload's size on the wire, in bytes.</param>
    public void OnDesired(ReadOnlyMemory<byte> payload, long actualSize)
    {
        lock (_gate)
        {
            _early = null;
            string? hash = actualSize > PlanVerifier.MaxBytes ? null : SealedFile.HashOf(payload.Span);
            if (_attempt is { } running && (actualSize == 0 || running.Hash == hash))
            {
                _ledger.Report(running.State, running.Envelope.Version, null, running.Hash);
            }
            else if (actualSize == 0)
            {
                _ledger.RepeatReport();
            }
            else if (hash is not null && _ledger.Settled(hash) is { } settled)
            {
                _ledger.Report(settled);
            }
            else
            {
                Examine(payload, actualSize, hash);
            }
        }
    }

    /// <summary>A window was measured. Windows of a plan that does not run any more are ignored.</summary>
    public void OnWindow(TrialSample sample)
    {
        lock (_gate)
        {
            RetryEarly();
            if (OnTrial is { } trial && sample.PlanVersion == trial.Envelope.Version)
            {
                Decide(trial, _watch.AddTrial(sample));
            }
            else if (_committed is { } committed && sample.PlanVersion == committed.Version)
            {
                _watch.AddBaseline(sample);
                TryBeginTrial();
            }
        }
    }

    /// <summary>The network of a plan failed while running. On trial, it is given up at once.</summary>
    /// <param name="planVersion">The version it happened under.</param>
    /// <param name="what">What happened, for the report.</param>
    public void OnFault(long planVersion, string what)
    {
        lock (_gate)
        {
            if (OnTrial is { } trial && trial.Envelope.Version == planVersion)
            {
                GiveUp(trial, what);
            }
        }
    }

    /// <summary>Stops preparing. A trial stays unsettled, as after a power failure.</summary>
    public async ValueTask DisposeAsync()
    {
        Task preparation;
        lock (_gate)
        {
            _attempt?.Cancel();
            _attempt = null;
            preparation = _preparation;
        }

        await preparation.ConfigureAwait(false);
    }

    private void Examine(ReadOnlyMemory<byte> payload, long actualSize, string? hash)
    {
        long newerThan = hash is null ? _ledger.Record.HighestVersion : _ledger.NewerThan(hash);
        VerificationResult result = _verifier.Verify(payload.Span, actualSize, _options.ModelHash, newerThan);
        if (result.Envelope is { } envelope)
        {
            if (_attempt is { } older)
            {
                GiveUp(older, $"superseded by version {envelope.Version}");
            }

            Begin(new(envelope, payload.ToArray()));
            return;
        }

        _early = result.Reason == RefusalReason.NotYetValid ? payload.ToArray() : null;
        _ledger.Report(PlanState.Refused, result.Version, $"{result.Reason}: {result.Sentence}", hash);
    }

    /// <summary>A board without a clock of its own starts in the past; its plan is looked at again once the time is set.</summary>
    private void RetryEarly()
    {
        if (_early is { } document)
        {
            string hash = SealedFile.HashOf(document);
            if (_verifier.Verify(document, document.Length, _options.ModelHash, _ledger.NewerThan(hash)).Reason != RefusalReason.NotYetValid)
            {
                _early = null;
                Examine(document, document.Length, hash);
            }
        }
    }

    private void Begin(PlanAttempt attempt)
    {
        _ledger.Report(attempt.State, attempt.Envelope.Version, null, attempt.Hash);
        if (!_ledger.TryAdvance(attempt, PlanEvent.Accept))
        {
            _ledger.Report(attempt.State, attempt.Envelope.Version, "the disk does not take the plan; it is tried again when it comes again", attempt.Hash);
            return;
        }

        _attempt = attempt;
        attempt.Stored = _ledger.TryStore(attempt);
        if (attempt.Stored is null || !_ledger.TryAdvance(attempt, PlanEvent.Store))
        {
            GiveUp(attempt, "the disk does not take the plan");
            return;
        }

        _preparation = PrepareAsync(attempt, _preparation);
    }

    private async Task PrepareAsync(PlanAttempt attempt, Task earlier)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        string? problem = await Task.Run(() => attempt.Prepare(_target)).ConfigureAwait(false);
        lock (_gate)
        {
            if (_attempt != attempt)
            {
                return;
            }

            if (problem is null)
            {
                TryBeginTrial();
            }
            else
            {
                GiveUp(attempt, problem);
            }
        }
    }

    private void TryBeginTrial()
    {
        if (_attempt is not { State: PlanState.Staged, Prepared: { } network } attempt || !_watch.BaselineReady)
        {
            return;
        }

        if (!_ledger.TryAdvance(attempt, PlanEvent.Begin))
        {
            GiveUp(attempt, "the disk does not take the beginning of the trial");
            return;
        }

        _watch.BeginTrial();
        network.Activate();
    }

    private void Decide(PlanAttempt trial, TrialVerdict verdict)
    {
        if (verdict.Outcome == TrialOutcome.Undecided)
        {
            return;
        }

        if (verdict.Outcome == TrialOutcome.Revert || !_ledger.TryAdvance(trial, PlanEvent.Pass, verdict.Evidence))
        {
            GiveUp(trial, verdict.Outcome == TrialOutcome.Revert ? verdict.Evidence : "the disk does not take the commit");
            return;
        }

        _committed = new(trial.Envelope.Version, trial.Envelope.Plan, trial.Prepared!);
        _attempt = null;
        _watch.Promote();
    }

    private void GiveUp(PlanAttempt attempt, string reason)
    {
        bool ran = attempt.State == PlanState.Trial;
        _ledger.GiveUp(attempt, reason);
        attempt.Cancel();
        _attempt = null;
        if (ran)
        {
            _committed?.Network.Activate();
        }
    }
}
