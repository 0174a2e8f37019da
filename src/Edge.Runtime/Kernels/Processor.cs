using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels;

/// <summary>What the choice of kernels wants to know about the processor.</summary>
internal static class Processor
{
    private const int AssumedSecondLevelCache = 512 * 1024;
    private const int AmdVendor = 0x68747541; // "Auth" of "AuthenticAMD"
    private const int IntelCaches = 4;
    private const int AmdCaches = unchecked((int)0x8000001D);

    private static readonly bool Amd = X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == AmdVendor;

    /// <summary>Family number of an AMD processor, 0 for any other.</summary>
    public static int AmdFamily { get; } = Amd ? Family(X86Base.CpuId(1, 0).Eax) : 0;

    /// <summary>Bytes of a core's second-level cache; a common size where the processor does not tell.</summary>
    public static long SecondLevelCache { get; } = X86Base.IsSupported ? MeasureCache(Amd ? AmdCaches : IntelCaches) : AssumedSecondLevelCache;

    private static int Family(int signature) => ((signature >> 8) & 15) + ((signature >> 20) & 255);

    // One cache per sub-leaf: type in bits 0-4 of eax (0 ends the list), level in bits 5-7; ways, partitions and line size in ebx, sets in ecx.
    private static long MeasureCache(int leaf)
    {
        int highest = X86Base.CpuId(leaf & unchecked((int)0x80000000), 0).Eax;
        if ((uint)highest < (uint)leaf)
        {
            return AssumedSecondLevelCache;
        }

        for (int index = 0; index < 16; index++)
        {
            (int eax, int ebx, int ecx, int _) = X86Base.CpuId(leaf, index);
            if ((eax & 31) == 0)
            {
                break;
            }

            if (((eax >> 5) & 7) == 2)
            {
                return ((ebx >>> 22) + 1L) * (((ebx >>> 12) & 0x3FF) + 1) * ((ebx & 0xFFF) + 1) * (ecx + 1L);
            }
        }

        return AssumedSecondLevelCache;
    }
}
