using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>Whether dense kernels fetch weights ahead of use, as a compile-time choice.</summary>
internal unsafe interface IReadAhead
{
    /// <summary>Asks for the line of weights that will be needed a while after the one at <paramref name="weights"/>.</summary>
    static abstract void Fetch(byte* weights);
}

/// <summary>The weights are in the second-level cache: the hardware is quick enough.</summary>
internal readonly unsafe struct NearWeights : IReadAhead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* weights)
    {
    }
}

/// <summary>The weights of the model do not fit the second-level cache.</summary>
internal readonly unsafe struct FarWeights : IReadAhead
{
    /// <summary>Bytes between use and fetch. Fetching past the end of the weights is harmless.</summary>
    private const int Distance = 1536;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* weights)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(weights + Distance);
        }
    }
}
