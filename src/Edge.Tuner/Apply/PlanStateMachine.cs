namespace Edge.Tuner.Apply;

/// <summary>
/// The life of one plan document. The table is the whole truth: a pair of phase and event that is not in it cannot happen.
/// <para>
/// A restart throws back whatever was not settled: a trial does not survive a restart, because nobody knows whether it was the
/// cause. The device comes up on the committed plan, and the broker, which retains the document, delivers it again.
/// Receiving and refusing are not written down: an unsigned document must not be able to wear out the flash.
/// </para>
/// </summary>
/// <param name="phase">The phase to start in.</param>
public sealed class PlanStateMachine(PlanPhase phase = PlanPhase.Received)
{
    /// <summary>Every allowed step.</summary>
    public static IReadOnlyList<PlanTransition> Table { get; } =
    [
        new(PlanPhase.Received, PlanEvent.Accept, PlanPhase.Verified, Durable: true),
        new(PlanPhase.Received, PlanEvent.Refuse, PlanPhase.Refused, Durable: false),
        new(PlanPhase.Verified, PlanEvent.Store, PlanPhase.Staged, Durable: true),
        new(PlanPhase.Staged, PlanEvent.Begin, PlanPhase.Trial, Durable: true),
        new(PlanPhase.Trial, PlanEvent.Pass, PlanPhase.Committed, Durable: true),

        new(PlanPhase.Verified, PlanEvent.Fail, PlanPhase.Reverted, Durable: true),
        new(PlanPhase.Staged, PlanEvent.Fail, PlanPhase.Reverted, Durable: true),
        new(PlanPhase.Trial, PlanEvent.Fail, PlanPhase.Reverted, Durable: true),

        new(PlanPhase.Received, PlanEvent.Restart, PlanPhase.Received, Durable: false),
        new(PlanPhase.Verified, PlanEvent.Restart, PlanPhase.Received, Durable: false),
        new(PlanPhase.Staged, PlanEvent.Restart, PlanPhase.Received, Durable: false),
        new(PlanPhase.Trial, PlanEvent.Restart, PlanPhase.Received, Durable: false),
        new(PlanPhase.Committed, PlanEvent.Restart, PlanPhase.Committed, Durable: false),
        new(PlanPhase.Reverted, PlanEvent.Restart, PlanPhase.Reverted, Durable: false),
        new(PlanPhase.Refused, PlanEvent.Restart, PlanPhase.Refused, Durable: false),
    ];

    /// <summary>The phase now.</summary>
    public PlanPhase Phase { get; private set; } = phase;

    /// <summary>The step an event would make; null when it cannot happen in this phase.</summary>
    public PlanTransition? Next(PlanEvent on) => Table.FirstOrDefault(t => t.From == Phase && t.On == on);

    /// <summary>Makes a step.</summary>
    /// <exception cref="InvalidOperationException">The step is not in the table: a defect of the caller.</exception>
    public PlanTransition Fire(PlanEvent on)
    {
        PlanTransition step = Next(on) ?? throw new InvalidOperationException($"a plan in phase {Phase} cannot {on}");
        Phase = step.To;
        return step;
    }
}
