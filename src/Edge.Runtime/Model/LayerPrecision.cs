namespace Edge.Runtime.Model;

/// <summary>The precision of one matrix-vector product: a line of a <see cref="PrecisionPlan"/>.</summary>
/// <param name="Name">Layer name as in the papers: <c>L0 Pr1 L1 Pr2 ... FC</c>.</param>
/// <param name="WeightBits">2, 4, 8 or 16.</param>
/// <param name="ActivationBits">2, 4, 8 or 16: the precision of the vector entering the product.</param>
/// <param name="DeltaThreshold">
/// An input element is transmitted when it differs from its last transmitted code by more than this many codes.
/// Null computes every frame densely; 0 is bit for bit equal to dense.
/// </param>
/// <param name="DeltaBounds">Between which the device may tune the threshold; null for a threshold that stays as it is.</param>
public sealed record LayerPrecision(string Name, int WeightBits, int ActivationBits, int? DeltaThreshold = null, DeltaBounds? DeltaBounds = null);
