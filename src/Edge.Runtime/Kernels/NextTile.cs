using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>Delta kernels read few lines of a tile: the hardware does not guess them, but the next tile needs the same ones.</summary>
internal static unsafe class NextTile
{
    /// <summary>Asks for a line. An address past the end of the weights is harmless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* line)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(line);
        }
    }
}
