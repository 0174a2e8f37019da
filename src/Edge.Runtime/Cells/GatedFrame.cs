namespace Edge.Runtime.Cells;

/// <summary>
/// One frame of one direction of a gated layer for the element-wise step: addresses of vectors, and the formats. The caller keeps the memory in
/// place. Gates are in the order of <see cref="Model.NetworkTopology.Gates"/>, the candidate last.
/// </summary>
internal unsafe struct GatedFrame
{
    /// <summary>Units of the direction.</summary>
    public int Units;

    /// <summary>Products of the layer's input, [gate x unit], each in the format of its row (docs/numerics.md).</summary>
    public short* Input;

    /// <summary>Biases, [gate x unit], in the same formats.</summary>
    public short* Bias;

    /// <summary>Products of the previous output for the gates, [gate without candidate x unit], gate format.</summary>
    public short* Recurrent;

    /// <summary>Products of the previous output for the candidate, format of the candidate.</summary>
    public short* Candidate;

    /// <summary>Previous output.</summary>
    public short* Previous;

    /// <summary>Cell state of LSTM, updated in place.</summary>
    public short* State;

    /// <summary>Receives the output; may be <see cref="Previous"/>.</summary>
    public short* Output;

    /// <summary>Fraction bits of <see cref="State"/>, 0 to <see cref="Model.CellFormats.UnitFractionBits"/>.</summary>
    public int StateFractionBits;

    /// <summary><see cref="Numerics.GateTable"/>, for vector code.</summary>
    public byte* Table;
}
