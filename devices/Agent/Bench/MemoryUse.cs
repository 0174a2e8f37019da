using System.Runtime.InteropServices;

namespace Agent.Bench;

/// <summary>Bytes in use by objects and by native allocations.</summary>
internal static partial class MemoryUse
{
    /// <summary>Bytes one object takes with all it owns, from the growth over several that are made.</summary>
    /// <param name="copies">How many are counted, at least 1; one more is made before, so that what they share is not counted.</param>
    /// <param name="make">Makes one.</param>
    /// <returns>Native part included where the C library tells it (glibc from 2.33).</returns>
    public static long PerObject(int copies, Func<object> make)
    {
        object[] kept = new object[copies + 1];
        kept[0] = make();
        long before = InUse();
        for (int i = 1; i < kept.Length; i++)
        {
            kept[i] = make();
        }

        long grown = InUse() - before;
        GC.KeepAlive(kept);
        return grown / copies;
    }

    /// <summary>Bytes that are in use.</summary>
    public static long InUse()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        try
        {
            MallocInformation native = Information();
            return managed + (long)(native.InArenas + native.Mapped);
        }
        catch (EntryPointNotFoundException)
        {
            return managed;
        }
    }

    [LibraryImport("libc", EntryPoint = "mallinfo2")]
    private static partial MallocInformation Information();

    // struct mallinfo2: ten size_t; hblkhd is the fifth, uordblks the eighth.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct MallocInformation
    {
        private readonly nuint _arena, _freeBlocks, _fastBlocks, _mappedBlocks;
        public readonly nuint Mapped;
        private readonly nuint _unused, _fastBytes;
        public readonly nuint InArenas;
        private readonly nuint _freeBytes, _keepCost;
    }
}
