namespace Edge.Telemetry.Platforms;

/// <summary>
/// A systolic array of fusion units. A unit makes one product of the widest operands per cycle, or more of narrower ones: halving an
/// operand doubles the products. Operands wider than the widest are split, each part taking a pass.
/// </summary>
/// <param name="InputLanes">Units along the inputs of a product, 1 to 4096.</param>
/// <param name="OutputLanes">Units along the outputs, 1 to 4096.</param>
/// <param name="WidestBits">Widest operand of one pass: 2, 4, 8 or 16.</param>
/// <param name="NarrowestBits">Narrowest operand; a narrower one takes as long. At most the widest.</param>
public sealed record FusionArray(int InputLanes, int OutputLanes, int WidestBits, int NarrowestBits)
{
    private const int MaxLanes = 4096;

    /// <summary>Cycles until the first sum leaves the array: one per unit on its way.</summary>
    internal int FillCycles => InputLanes + OutputLanes;

    /// <summary>Products a unit makes per pass.</summary>
    internal int ProductsPerUnit(int weightBits, int activationBits) => Fused(weightBits) * Fused(activationBits);

    /// <summary>Passes that a product takes.</summary>
    internal int Passes(int weightBits, int activationBits) => Parts(weightBits) * Parts(activationBits);

    /// <summary>What is out of range, or null.</summary>
    internal string? Fault()
    {
        if (InputLanes is < 1 or > MaxLanes || OutputLanes is < 1 or > MaxLanes)
        {
            return $"array: {InputLanes} x {OutputLanes} lanes are not from 1 to {MaxLanes} each";
        }

        return BitWidths.IsKnown(WidestBits) && BitWidths.IsKnown(NarrowestBits) && NarrowestBits <= WidestBits
            ? null
            : $"array: widestBits {WidestBits} and narrowestBits {NarrowestBits} are 2, 4, 8 or 16, the narrowest at most the widest";
    }

    private int Fused(int bits) => WidestBits / Math.Clamp(bits, NarrowestBits, WidestBits);

    private int Parts(int bits) => Math.Max(1, bits / WidestBits);
}
