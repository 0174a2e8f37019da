using Edge.Telemetry.Contracts;

namespace Edge.Tuner.Apply;

/// <summary>One allowed step.</summary>
/// <param name="From">The state before.</param>
/// <param name="On">What happens.</param>
/// <param name="To">The state after.</param>
/// <param name="Durable">Whether the new state is on the disk before anything acts on it.</param>
public sealed record PlanTransition(PlanState From, PlanEvent On, PlanState To, bool Durable);
