namespace Bench.Peers;

/// <summary>How a peer holds its weights.</summary>
internal enum PeerPrecision
{
    /// <summary>MatMul in 32-bit floats.</summary>
    Float,

    /// <summary>DynamicQuantizeMatMul: int8 weights with a scale per output, activations quantised at run time.</summary>
    DynamicInt8,

    /// <summary>MatMulNBits: 4-bit weights in blocks of 32 inputs with a scale each, int8 arithmetic.</summary>
    FourBits,
}
