namespace Edge.Runtime.Kernels;

/// <summary>When a delta product is quicker done densely. Measured break-even points, see docs/kernels.md.</summary>
internal static class DeltaRule
{
    private const int MostGroupsPercent = 60;

    /// <summary>
    /// True where changes are multiplied by groups of four neighbouring inputs, in the memory that dense products read, if there is a kernel for that;
    /// false where they are multiplied one by one, in a copy of the weights.
    /// </summary>
    public static bool PrefersGroups(int weightBits) => weightBits <= 4;

    /// <summary>Most changed inputs for which the delta kernel for single inputs is used.</summary>
    public static int MostChanges(int weightBits, int columns) => columns * MostChangesPercent(weightBits) / 100;

    /// <summary>Most groups with a changed input for which the delta kernel for groups is used.</summary>
    public static int MostGroups(int groups) => groups * MostGroupsPercent / 100;

    /// <summary>
    /// The number of changed inputs that makes that many groups change when inputs change independently of each other: a group of four stays
    /// with the fourth power of the probability of one input.
    /// </summary>
    public static int MostChangesInGroups(int columns) => (int)(columns * (1 - Math.Sqrt(Math.Sqrt(1 - (MostGroupsPercent / 100.0)))));

    private static int MostChangesPercent(int weightBits) => weightBits switch
    {
        8 => 55,
        4 => 42,
        2 => 38,
        _ => 70,
    };
}
