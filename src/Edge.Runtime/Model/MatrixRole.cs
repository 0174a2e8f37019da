namespace Edge.Runtime.Model;

/// <summary>What a matrix does in its network.</summary>
public enum MatrixRole
{
    /// <summary>From a layer's input to its gates and candidate: <c>L</c> of an SRU layer, <c>x</c> of a gated one.</summary>
    Input,

    /// <summary>From the output of the layer below to a narrower input of an SRU layer: <c>Pr</c>.</summary>
    Projection,

    /// <summary>From a gated layer's previous output to its gates: <c>h</c>.</summary>
    Recurrent,

    /// <summary>From a gated layer's previous output to its candidate: <c>c</c>. The path that Shrink and Eliminate may leave at 16 bits.</summary>
    Candidate,

    /// <summary>From the last layer to the phones: <c>FC</c>.</summary>
    Output,
}
