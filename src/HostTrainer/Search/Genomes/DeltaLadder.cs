namespace HostTrainer.Search.Genomes;

/// <summary>
/// The delta thresholds a search draws from, by the bits of the activations they compare (Shrink and Eliminate's candidates): a gene holds a
/// level, the level's threshold is in codes of that width.
/// </summary>
public static class DeltaLadder
{
    private static readonly int[] EightBit = [0, 8, 16, 32, 48];
    private static readonly int[] FourBit = [0, 1, 2];
    private static readonly int[] Exact = [0];

    /// <summary>Levels of the widest choice.</summary>
    public static int Levels => EightBit.Length;

    /// <summary>Thresholds by level, ascending, from 0. At 2 and 16 bits only exact repeats are skipped.</summary>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    public static IReadOnlyList<int> Thresholds(int activationBits) => activationBits switch
    {
        8 => EightBit,
        4 => FourBit,
        _ => Exact,
    };

    /// <summary>The highest level whose threshold is not above <paramref name="threshold"/>.</summary>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    /// <param name="threshold">In codes, at least 0.</param>
    public static int LevelOf(int activationBits, int threshold) => Thresholds(activationBits).Count(t => t <= threshold) - 1;
}
