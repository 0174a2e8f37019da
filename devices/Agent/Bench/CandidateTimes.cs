namespace Agent.Bench;

/// <summary>What a candidate took, round by round.</summary>
/// <param name="Candidate">What was measured.</param>
/// <param name="Nanoseconds">Nanoseconds per call, one value per round; rounds have the same index in every candidate measured together.</param>
public sealed record CandidateTimes(BenchCandidate Candidate, IReadOnlyList<double> Nanoseconds)
{
    /// <summary>Microseconds per call over the rounds.</summary>
    public Spread Microseconds => Spread.Of(Nanoseconds.Select(n => n / 1000));

    /// <summary>Work per nanosecond over the rounds: 10^9 units per second.</summary>
    public Spread Rate => Spread.Of(Nanoseconds.Select(n => Candidate.Work / n));

    /// <summary>How many times as fast as a reference this was, by work and round by round. Above 1 this is the faster one.</summary>
    /// <param name="reference">Measured in the same rounds.</param>
    public Spread SpeedAgainst(CandidateTimes reference) => Spread.Of(
        Nanoseconds.Zip(reference.Nanoseconds, (own, other) => Candidate.Work / own / (reference.Candidate.Work / other)));
}
