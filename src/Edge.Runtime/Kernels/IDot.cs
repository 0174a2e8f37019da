namespace Edge.Runtime.Kernels;

/// <summary>The dot product of one instruction set: per 32-bit lane, four weight bytes times four inputs, added to a sum. Exact.</summary>
/// <typeparam name="TInt">Vector of 32-bit sums.</typeparam>
/// <typeparam name="TByte">Vector of weights, unsigned.</typeparam>
/// <typeparam name="TInput">Four signed inputs in the form the instructions want.</typeparam>
internal unsafe interface IDot<TInt, TByte, TInput>
{
    /// <summary>True where a dot of whole bytes costs no more than masking and shifting the bytes first.</summary>
    static abstract bool WholeBytesAreCheap { get; }

    /// <summary>What <see cref="Dot"/> takes off every weight byte: 0, or 128 where the instructions want signed bytes.</summary>
    static abstract int Bias { get; }

    /// <summary>Spreads four inputs over a vector.</summary>
    static abstract TInput Input(sbyte* four);

    /// <summary>sum + (weights - <see cref="Bias"/>) . input for any bytes.</summary>
    static abstract TInt Dot(TInt sum, TByte weights, TInput input);

    /// <summary>sum + weights . input for bytes of at most 127.</summary>
    static abstract TInt DotSmall(TInt sum, TByte weights, TInput input);
}
