namespace Edge.Runtime.Kernels;

/// <summary>When a delta product is quicker done densely. Measured break-even points, see docs/kernels.md.</summary>
internal static class DeltaRule
{
    /// <summary>Most changed inputs for which the delta kernel is used.</summary>
    public static int MostChanges(int weightBits, int columns) => columns * Percent(weightBits) / 100;

    private static int Percent(int weightBits) => weightBits switch
    {
        8 => 55,
        4 => 35,
        2 => 28,
        _ => 60,
    };
}
