using Edge.Runtime.Model;

namespace Edge.Tuner.Apply;

/// <summary>The plan in force and its network.</summary>
/// <param name="Version">0 for the factory plan.</param>
/// <param name="Plan">The precision of every layer.</param>
/// <param name="Network">Its network, ready to be switched to.</param>
internal sealed record RunningPlan(long Version, PrecisionPlan Plan, IPreparedPlan Network);
