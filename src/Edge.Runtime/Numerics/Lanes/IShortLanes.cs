namespace Edge.Runtime.Numerics.Lanes;

/// <summary>
/// Vectors of int16 of one instruction set: what the element-wise integer code is written in, once for all widths. Every
/// operation is exact and defined for all inputs unless said otherwise.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IShortLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Elements of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a vector from any address.</summary>
    static abstract TVector Load(short* source);

    /// <summary>Writes a vector to any address.</summary>
    static abstract void Store(TVector value, short* target);

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Create(short value);

    /// <summary>The same int32 in every pair of lanes.</summary>
    static abstract TVector CreateWide(int value);

    /// <summary>A shift count, 0 to 30, in the form in which the instruction set takes it.</summary>
    static abstract TVector CreateCount(int shift);

    /// <summary>Sum modulo 2^16.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Sum, limited to an int16.</summary>
    static abstract TVector AddSaturate(TVector left, TVector right);

    /// <summary>Difference modulo 2^16.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>Difference, limited to an int16.</summary>
    static abstract TVector SubtractSaturate(TVector left, TVector right);

    /// <summary>Low half of the product.</summary>
    static abstract TVector MultiplyLow(TVector left, TVector right);

    /// <summary>High half of the signed product: floor(left * right / 2^16).</summary>
    static abstract TVector MultiplyHigh(TVector left, TVector right);

    /// <summary>round(left * right / 2^15), halves up; not both -32768.</summary>
    static abstract TVector MultiplyHighRounded(TVector left, TVector right);

    /// <summary>floor((left + right + 1) / 2) of unsigned values.</summary>
    static abstract TVector Average(TVector left, TVector right);

    /// <summary>Bitwise and.</summary>
    static abstract TVector And(TVector left, TVector right);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TVector Xor(TVector left, TVector right);

    /// <summary>Bitwise or.</summary>
    static abstract TVector Or(TVector left, TVector right);

    /// <summary>Lane by lane one value where the sign is negative, the other elsewhere.</summary>
    static abstract TVector SelectNegative(TVector sign, TVector negative, TVector other);

    /// <summary>True when every bit is zero.</summary>
    static abstract bool IsZero(TVector value);

    /// <summary>Smaller of two unsigned values.</summary>
    static abstract TVector MinUnsigned(TVector left, TVector right);

    /// <summary>Limits signed values.</summary>
    static abstract TVector Clamp(TVector value, TVector low, TVector high);

    /// <summary>Magnitude; that of -32768 is 32768 unsigned.</summary>
    static abstract TVector Abs(TVector value);

    /// <summary>Arithmetic shift right by 0 to 15.</summary>
    static abstract TVector ShiftRight(TVector value, int shift);

    /// <summary>Logical shift right by 0 to 15.</summary>
    static abstract TVector ShiftRightLogical(TVector value, int shift);

    /// <summary>
    /// (a * b + c * d + rounding) / 2^shift, rounded down and limited to an int16. The sum must fit an int32.
    /// </summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Factor.</param>
    /// <param name="d">Factor.</param>
    /// <param name="rounding">As <see cref="CreateWide"/> gives it.</param>
    /// <param name="count">The shift as <see cref="CreateCount"/> gives it.</param>
    static abstract TVector SumOfProducts(TVector a, TVector b, TVector c, TVector d, TVector rounding, TVector count);

    /// <summary>
    /// round(-(a * b + c * d) / 2^15), halves up; within an int16 when a and c are not positive and their sum is -2^15.
    /// </summary>
    static abstract TVector Blend(TVector a, TVector b, TVector c, TVector d);

    /// <summary>Reads <see cref="GateTable"/> for two vectors of magnitudes, 0 to <see cref="GateTable.LargestMagnitude"/>.</summary>
    /// <param name="first">Magnitudes q.</param>
    /// <param name="second">Magnitudes q.</param>
    /// <param name="table">The table.</param>
    /// <param name="firstValue">t of the first.</param>
    /// <param name="firstSlope">s of the first.</param>
    /// <param name="secondValue">t of the second.</param>
    /// <param name="secondSlope">s of the second.</param>
    static abstract void LookUp(
        TVector first,
        TVector second,
        byte* table,
        out TVector firstValue,
        out TVector firstSlope,
        out TVector secondValue,
        out TVector secondSlope);
}
