namespace Agent.Bench;

/// <summary>Something whose speed is compared with that of others.</summary>
/// <param name="Name">Short and unique among those it is measured with.</param>
/// <param name="Run">One call. It must do the same amount of work every time.</param>
/// <param name="Work">Work of one call, in a unit the candidates of a comparison share: bytes, multiply-accumulates, frames.</param>
public sealed record BenchCandidate(string Name, Action Run, double Work = 1);
