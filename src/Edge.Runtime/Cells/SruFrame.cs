using Edge.Runtime.Numerics;

namespace Edge.Runtime.Cells;

/// <summary>
/// One frame of one direction of an SRU layer for the element-wise step: addresses of vectors of <see cref="Units"/> elements, and
/// the formats. The caller keeps the memory in place.
/// </summary>
internal unsafe struct SruFrame
{
    /// <summary>Units of the direction.</summary>
    public int Units;

    /// <summary>Candidate u0, state format.</summary>
    public short* Candidate;

    /// <summary>Forget gate product u1, gate format.</summary>
    public short* Forget;

    /// <summary>Reset gate product u2, gate format.</summary>
    public short* Reset;

    /// <summary>Highway input: state format, or that of the layer below when <see cref="ScaleHighway"/>.</summary>
    public short* Highway;

    /// <summary>v_f.</summary>
    public short* ForgetRecurrent;

    /// <summary>v_r.</summary>
    public short* ResetRecurrent;

    /// <summary>b_f, gate format.</summary>
    public short* ForgetBias;

    /// <summary>b_r, gate format.</summary>
    public short* ResetBias;

    /// <summary>Cell state, updated in place.</summary>
    public short* State;

    /// <summary>Receives h.</summary>
    public short* Output;

    /// <summary>Brings v * c to the gate format.</summary>
    public int RecurrentShift;

    /// <summary>True when the highway input is multiplied by the skip ratio.</summary>
    public bool ScaleHighway;

    /// <summary>Skip ratio as multiplier and shift.</summary>
    public int SkipMultiplier;

    /// <summary>Shift that goes with it.</summary>
    public int SkipShift;

    /// <summary>The skip ratio for vector code.</summary>
    public FixedRatio16 Skip;

    /// <summary><see cref="GateTable"/>, for vector code.</summary>
    public byte* Table;
}
