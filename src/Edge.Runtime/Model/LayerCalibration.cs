namespace Edge.Runtime.Model;

/// <summary>The number formats of one matrix-vector product.</summary>
/// <param name="Name">Layer name.</param>
/// <param name="WeightFractionBits">Fraction bits of the 16-bit master weights.</param>
/// <param name="ActivationFractionBits">Fraction bits of the input vector at 16 bits.</param>
/// <param name="Clip2">Clipping threshold of the input at 2 bits, in real units (MMSE, MOHAQ; see docs/numerics.md).</param>
/// <param name="Clip4">Clipping threshold at 4 bits.</param>
/// <param name="Clip8">Clipping threshold at 8 bits.</param>
public sealed record LayerCalibration(
    string Name, int WeightFractionBits, int ActivationFractionBits, double Clip2, double Clip4, double Clip8)
{
    /// <summary>Value of one activation code at a precision.</summary>
    /// <param name="bits">2, 4, 8 or 16.</param>
    public double ActivationStep(int bits) => bits switch
    {
        2 => Clip2,
        4 => Clip4 / 7,
        8 => Clip8 / 127,
        _ => Math.ScaleB(1, -ActivationFractionBits),
    };
}
