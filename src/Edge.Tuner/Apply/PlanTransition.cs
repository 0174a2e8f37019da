namespace Edge.Tuner.Apply;

/// <summary>One allowed step.</summary>
/// <param name="From">The phase before.</param>
/// <param name="On">What happens.</param>
/// <param name="To">The phase after.</param>
/// <param name="Durable">Whether the new phase is on the disk before anything acts on it.</param>
public sealed record PlanTransition(PlanPhase From, PlanEvent On, PlanPhase To, bool Durable);
