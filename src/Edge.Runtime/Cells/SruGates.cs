namespace Edge.Runtime.Cells;

/// <summary>The 16-bit vectors of an SRU layer, both directions together, and their formats. Immutable.</summary>
/// <param name="ForgetRecurrent">v_f, one per output element.</param>
/// <param name="ResetRecurrent">v_r.</param>
/// <param name="ForgetBias">b_f, in gate format.</param>
/// <param name="ResetBias">b_r, in gate format.</param>
/// <param name="RecurrentShift">Brings v * c to the gate format.</param>
/// <param name="SkipMultiplier">Brings the output of the layer below, times the highway factor, to this layer's state format.</param>
/// <param name="SkipShift">Shift that goes with it.</param>
internal sealed record SruGates(
    short[] ForgetRecurrent,
    short[] ResetRecurrent,
    short[] ForgetBias,
    short[] ResetBias,
    int RecurrentShift,
    int SkipMultiplier,
    int SkipShift);
