using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>The 16-bit vectors of an SRU layer, both directions together, and their formats. Immutable.</summary>
/// <param name="ForgetRecurrent">v_f, one per output element.</param>
/// <param name="ResetRecurrent">v_r.</param>
/// <param name="ForgetBias">b_f, in gate format.</param>
/// <param name="ResetBias">b_r, in gate format.</param>
/// <param name="RecurrentShift">Brings v * c to the gate format; 0 to 30.</param>
/// <param name="SkipMultiplier">Brings the output of the layer below, times the highway factor, to this layer's state format.</param>
/// <param name="SkipShift">Shift that goes with it.</param>
internal sealed record SruGates(
    short[] ForgetRecurrent,
    short[] ResetRecurrent,
    short[] ForgetBias,
    short[] ResetBias,
    int RecurrentShift,
    int SkipMultiplier,
    int SkipShift)
{
    // Vector code adds a bias last, with saturation; a sum that saturated before must stay beyond the range of the gate table.
    private const int LargestBias = short.MaxValue - GateTable.LargestMagnitude - 1;

    /// <summary>The skip ratio for vector code, or null when it is out of that form's range.</summary>
    public FixedRatio16? Skip { get; } = FixedRatio16.TryCreate(SkipMultiplier, SkipShift);

    /// <summary>True when vector code gives the bits of the scalar form for these vectors and any state and products.</summary>
    public bool FitVectors { get; } =
        RecurrentShift is >= 0 and <= 30
        && Array.TrueForAll(ForgetBias, IsSmall) && Array.TrueForAll(ResetBias, IsSmall)
        && Array.TrueForAll(ForgetRecurrent, IsSymmetric) && Array.TrueForAll(ResetRecurrent, IsSymmetric);

    private static bool IsSmall(short bias) => Math.Abs((int)bias) <= LargestBias;

    private static bool IsSymmetric(short value) => value != short.MinValue;
}
