namespace Edge.Telemetry.Platforms;

/// <summary>The bit widths of weights and activations.</summary>
public static class BitWidths
{
    /// <summary>2, 4, 8, 16.</summary>
    public static IReadOnlyList<int> All { get; } = [2, 4, 8, 16];

    /// <summary>True for 2, 4, 8 and 16.</summary>
    public static bool IsKnown(int bits) => bits is 2 or 4 or 8 or 16;
}
