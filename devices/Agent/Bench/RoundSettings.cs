namespace Agent.Bench;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds of repeated calls, at least 1.</param>
/// <param name="PacedRounds">Rounds of single calls at the pace of audio.</param>
/// <param name="ColdRounds">Rounds of single calls with cold caches.</param>
/// <param name="BatchMicroseconds">Time of a candidate's repeated calls in one round.</param>
public sealed record RoundSettings(int Rounds, int PacedRounds, int ColdRounds, double BatchMicroseconds)
{
    /// <summary>Fewest rounds whose steadiness can be judged.</summary>
    public const int LeastJudgedRounds = 8;

    // Short enough that most batches end before the system gives the core to somebody else.
    private const double BusyMachineMicroseconds = 300;

    /// <summary>Settings for a number of rounds: the other lengths follow.</summary>
    /// <param name="rounds">1 to 1000; below <see cref="LeastJudgedRounds"/> a trial of the program, not a measurement.</param>
    public static RoundSettings Of(int rounds) =>
        rounds < LeastJudgedRounds ? new RoundSettings(rounds, rounds, rounds, 50) : new RoundSettings(rounds, 8 * rounds, rounds, BusyMachineMicroseconds);
}
