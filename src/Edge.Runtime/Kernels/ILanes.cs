namespace Edge.Runtime.Kernels;

/// <summary>The plain operations of one vector size that the shared kernels are written in.</summary>
/// <typeparam name="TInt">Vector of 32-bit sums, one per row.</typeparam>
/// <typeparam name="TByte">Vector of packed weights.</typeparam>
internal unsafe interface ILanes<TInt, TByte>
{
    /// <summary>Bytes of a vector: 16 or 32.</summary>
    static abstract int Bytes { get; }

    /// <summary>Reads weights.</summary>
    static abstract TByte Load(byte* source);

    /// <summary>Every byte masked.</summary>
    static abstract TByte And(TByte value, byte mask);

    /// <summary>Every byte shifted right by 4.</summary>
    static abstract TByte HighHalves(TByte value);

    /// <summary>Every byte shifted right by 2.</summary>
    static abstract TByte ShiftRight2(TByte value);

    /// <summary>Every byte shifted right by 6.</summary>
    static abstract TByte ShiftRight6(TByte value);

    /// <summary>Bytes of the lower halves of the 128-bit lanes, alternating.</summary>
    static abstract TByte InterleaveLowBytes(TByte first, TByte second);

    /// <summary>Bytes of the upper halves of the 128-bit lanes, alternating.</summary>
    static abstract TByte InterleaveHighBytes(TByte first, TByte second);

    /// <summary>16-bit units of the lower halves of the 128-bit lanes, alternating.</summary>
    static abstract TByte InterleaveLowPairs(TByte first, TByte second);

    /// <summary>16-bit units of the upper halves of the 128-bit lanes, alternating.</summary>
    static abstract TByte InterleaveHighPairs(TByte first, TByte second);

    /// <summary>Products of int16 pairs, added in twos: w[2i] x[2i] + w[2i + 1] x[2i + 1]. Exact while no factor is -32768.</summary>
    /// <param name="weights">int16 weights.</param>
    /// <param name="pair">Two int16 inputs, the first in the low half; every row gets the same.</param>
    static abstract TInt MultiplyPairs(TByte weights, int pair);

    /// <summary>The same number in every lane.</summary>
    static abstract TInt Fill(int value);

    /// <summary>Reads sums.</summary>
    static abstract TInt LoadSums(int* source);

    /// <summary>Writes sums.</summary>
    static abstract void Store(TInt sums, int* target);

    /// <summary>Lanewise sum, wrapping.</summary>
    static abstract TInt Add(TInt a, TInt b);

    /// <summary>Lanewise difference, wrapping.</summary>
    static abstract TInt Subtract(TInt a, TInt b);

    /// <summary>a / 2^<paramref name="shift"/>, rounded down.</summary>
    static abstract TInt ShiftRight(TInt a, int shift);

    /// <summary>Adds exact sums, given as wrapped low sums and sums of the products' upper halves, to 64-bit sums.</summary>
    static abstract void AddExact(TInt wrapped, TInt upper, long* target);
}
