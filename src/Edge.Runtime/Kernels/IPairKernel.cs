namespace Edge.Runtime.Kernels;

/// <summary>
/// Adds W x for a list of input pairs to the accumulators. Entry e stands for pair <c>index[e]</c> with two int16 inputs
/// packed in <c>values[e]</c> (low half: even column). A dense product lists every pair once; a delta product lists the
/// changed ones. Sums are exact: 32-bit accumulators wrap consistently, and callers use them only where the final value fits.
/// </summary>
internal unsafe interface IPairKernel
{
    /// <summary>int8 codes, int32 accumulators.</summary>
    void Accumulate(sbyte* weights, int tiles, int pairs, int* index, int* values, int count, int* accumulators);

    /// <summary>int8 codes, int64 accumulators.</summary>
    void Accumulate(sbyte* weights, int tiles, int pairs, int* index, int* values, int count, long* accumulators);

    /// <summary>int16 codes, int32 accumulators.</summary>
    void Accumulate(short* weights, int tiles, int pairs, int* index, int* values, int count, int* accumulators);

    /// <summary>int16 codes, int64 accumulators.</summary>
    void Accumulate(short* weights, int tiles, int pairs, int* index, int* values, int count, long* accumulators);
}
