using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>One matrix-vector product of a quantised network. Immutable, shared by streams.</summary>
/// <param name="Precision">Its line of the plan.</param>
/// <param name="Matrix">Packed weights; of h and c of a bidirectional network the rows of the forward direction.</param>
/// <param name="Input">
/// Brings the 16-bit input vector to codes; null for an L layer fed by a projection, whose requantiser already gives codes.
/// </param>
/// <param name="Output">Brings accumulators to the next format.</param>
/// <param name="Backward">The rows of the backward direction, whose input is another vector; null for all but h and c of a bidirectional network.</param>
public sealed record NetworkLayer(
    LayerPrecision Precision, PackedMatrix Matrix, ActivationQuantizer? Input, Requantizer Output, NetworkLayer? Backward = null)
{
    /// <summary>Inputs that are offered to it per frame.</summary>
    public int Inputs => Matrix.Columns + (Backward?.Matrix.Columns ?? 0);

    /// <summary>What multiplies the vectors of a direction.</summary>
    /// <param name="direction">0 forward, 1 backward.</param>
    public NetworkLayer Of(int direction) => direction == 0 ? this : Backward ?? this;
}
