namespace Edge.Runtime.Numerics.Lanes;

/// <summary>
/// Vectors of float of one instruction set: what the front end is written in, once for all widths. Every operation is
/// one IEEE 754 operation per lane; nothing is fused.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IFloatLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes of a vector: 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a vector from any address.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes a vector to any address.</summary>
    static abstract void Store(TVector value, float* target);

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Create(float value);

    /// <summary>Sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Difference.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>Product.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>The lanes in the opposite order.</summary>
    static abstract TVector Reverse(TVector value);

    /// <summary>Turns four vectors into the order a0 b0 c0 d0 a1 b1 ...</summary>
    static abstract void Interleave(ref TVector a, ref TVector b, ref TVector c, ref TVector d);

    /// <summary>As <see cref="Interleave"/>, with four consecutive lanes kept together.</summary>
    static abstract void InterleaveFours(ref TVector a, ref TVector b, ref TVector c, ref TVector d);

    /// <summary>Reads pairs of int16 as floats: the first of each pair, and the second.</summary>
    static abstract void LoadPairs(short* source, out TVector first, out TVector second);
}
