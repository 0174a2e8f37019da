namespace HostTrainer.Search.Genomes;

/// <summary>
/// The delta thresholds a search draws from, by the bits of the activations they compare: a gene holds a level, the level's threshold is in codes of that width.
/// </summary>
public sealed class DeltaLadder
{
    private static readonly int[] EightBit = [0, 8, 16, 32, 48];
    private static readonly int[] FourBit = [0, 1, 2];
    private static readonly int[] Exact = [0];

    private readonly IReadOnlyList<int>? _values;

    /// <summary>A ladder with the same thresholds for every width, as far as the codes of a width can differ by more.</summary>
    /// <param name="values">In codes, ascending from 0.</param>
    public DeltaLadder(IReadOnlyList<int> values) => _values = values;

    private DeltaLadder()
    {
    }

    /// <summary>The candidates of Shrink and Eliminate for 8 and 4 bits. At 2 and 16 bits only exact repeats are skipped.</summary>
    public static DeltaLadder Papers { get; } = new();

    /// <summary>Levels of the widest choice.</summary>
    public int Levels => (_values ?? EightBit).Count;

    /// <summary>Thresholds by level, ascending, from 0.</summary>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    public IReadOnlyList<int> Thresholds(int activationBits) => _values is not null
        ? [.. _values.Where(v => v <= LargestThreshold(activationBits))]
        : activationBits switch
        {
            8 => EightBit,
            4 => FourBit,
            _ => Exact,
        };

    /// <summary>The highest level whose threshold is not above <paramref name="threshold"/>.</summary>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    /// <param name="threshold">In codes, at least 0.</param>
    public int LevelOf(int activationBits, int threshold) => Thresholds(activationBits).Count(t => t <= threshold) - 1;

    /// <summary>The largest threshold that two codes of a width can still differ by more than, and a plan can hold.</summary>
    /// <param name="activationBits">2, 4, 8 or 16.</param>
    public static int LargestThreshold(int activationBits) => Math.Min(short.MaxValue, (1 << activationBits) - 2);
}
