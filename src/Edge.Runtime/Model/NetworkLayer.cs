using Edge.Runtime.Kernels;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>One matrix-vector product of a quantised network. Immutable, shared by streams.</summary>
/// <param name="Precision">Its line of the plan.</param>
/// <param name="Matrix">Packed weights.</param>
/// <param name="Input">
/// Brings the 16-bit input vector to codes; null for an L layer fed by a projection, whose requantiser already gives codes.
/// </param>
/// <param name="Output">Brings accumulators to the next format.</param>
public sealed record NetworkLayer(LayerPrecision Precision, PackedMatrix Matrix, ActivationQuantizer? Input, Requantizer Output);
