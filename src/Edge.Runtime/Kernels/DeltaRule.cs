namespace Edge.Runtime.Kernels;

/// <summary>Which way of updating a product is quickest. Measured break-even points, see docs/kernels.md.</summary>
internal static class DeltaRule
{
    private const int MostGroupsPercent = 70;
    private const int ChangesPerTenGroups = 26;

    /// <summary>Chooses the way.</summary>
    /// <param name="weightBits">2, 4, 8 or 16.</param>
    /// <param name="columns">Inputs.</param>
    /// <param name="changes">Changed inputs.</param>
    /// <param name="changedGroups">Groups of four with a changed input, or null where groups cannot be multiplied.</param>
    public static DeltaWay Choose(int weightBits, int columns, int changes, int? changedGroups)
    {
        if (changedGroups is { } groups && 10 * changes >= ChangesPerTenGroups * groups)
        {
            return 4 * 100 * groups <= columns * MostGroupsPercent ? DeltaWay.Groups : DeltaWay.Dense;
        }

        return changes <= columns * MostChangesPercent(weightBits) / 100 ? DeltaWay.Inputs : DeltaWay.Dense;
    }

    /// <summary>True where a group costs so little more than an input that groups are worth multiplying.</summary>
    public static bool UsesGroups(int weightBits) => weightBits <= 4;

    /// <summary>False when so many inputs changed that their groups need not be counted: a quarter as many changed at least.</summary>
    public static bool GroupsMayPay(int columns, int changes) => 100 * changes <= columns * MostGroupsPercent;

    private static int MostChangesPercent(int weightBits) => weightBits switch
    {
        8 => 55,
        4 => 35,
        2 => 20,
        _ => 60,
    };
}
