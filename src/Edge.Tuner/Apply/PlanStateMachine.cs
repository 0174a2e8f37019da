using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Apply;

/// <summary>
/// The life of one plan document. The table is the whole truth: a pair of state and event that is not in it cannot happen.
/// <para>
/// A restart throws back whatever was not settled: a trial does not survive a restart, because nobody knows whether it was the
/// cause. The device comes up on the committed plan, and the broker, which retains the document, delivers it again.
/// Receiving and refusing are not written down: an unsigned document must not be able to wear out the flash.
/// </para>
/// </summary>
/// <param name="state">The state to start in.</param>
public sealed class PlanStateMachine(PlanState state = PlanState.Received)
{
    /// <summary>Every allowed step.</summary>
    public static IReadOnlyList<PlanTransition> Table { get; } =
    [
        new(PlanState.Received, PlanEvent.Accept, PlanState.Verified, Durable: true),
        new(PlanState.Received, PlanEvent.Refuse, PlanState.Refused, Durable: false),
        new(PlanState.Verified, PlanEvent.Store, PlanState.Staged, Durable: true),
        new(PlanState.Staged, PlanEvent.Begin, PlanState.Trial, Durable: true),
        new(PlanState.Trial, PlanEvent.Pass, PlanState.Committed, Durable: true),

        new(PlanState.Verified, PlanEvent.Fail, PlanState.Reverted, Durable: true),
        new(PlanState.Staged, PlanEvent.Fail, PlanState.Reverted, Durable: true),
        new(PlanState.Trial, PlanEvent.Fail, PlanState.Reverted, Durable: true),

        new(PlanState.Received, PlanEvent.Restart, PlanState.Received, Durable: false),
        new(PlanState.Verified, PlanEvent.Restart, PlanState.Received, Durable: false),
        new(PlanState.Staged, PlanEvent.Restart, PlanState.Received, Durable: false),
        new(PlanState.Trial, PlanEvent.Restart, PlanState.Received, Durable: false),
        new(PlanState.Committed, PlanEvent.Restart, PlanState.Committed, Durable: false),
        new(PlanState.Reverted, PlanEvent.Restart, PlanState.Reverted, Durable: false),
        new(PlanState.Refused, PlanEvent.Restart, PlanState.Refused, Durable: false),
    ];

    /// <summary>The state now.</summary>
    public PlanState State { get; private set; } = state;

    /// <summary>The step an event would make; null when it cannot happen in this state.</summary>
    public PlanTransition? Next(PlanEvent on) => Table.FirstOrDefault(t => t.From == State && t.On == on);

    /// <summary>Makes a step.</summary>
    /// <exception cref="InvalidOperationException">The step is not in the table: a defect of the caller.</exception>
    public PlanTransition Fire(PlanEvent on)
    {
        PlanTransition step = Next(on) ?? throw new InvalidOperationException($"a plan in state {State} cannot {on}");
        State = step.To;
        return step;
    }
}
