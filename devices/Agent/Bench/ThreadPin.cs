using System.Numerics;
using System.Runtime.InteropServices;

namespace Agent.Bench;

/// <summary>
/// Keeps the calling thread on one core, the last it may use, until disposed of on the same thread. Where the system cannot do
/// that the thread stays as it was and <see cref="Cpu"/> is null.
/// </summary>
public sealed partial class ThreadPin : IDisposable
{
    private const int MaskWords = 16;

    private readonly ulong[]? _before;

    private ThreadPin(int? cpu, ulong[]? before) => (Cpu, _before) = (cpu, before);

    /// <summary>The core, or null.</summary>
    public int? Cpu { get; }

    /// <summary>Pins the calling thread.</summary>
    public static ThreadPin ToOneCore()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new ThreadPin(null, null);
        }

        ulong[] before = new ulong[MaskWords];
        if (GetAffinity(0, MaskWords * sizeof(ulong), before) < 0)
        {
            return new ThreadPin(null, null);
        }

        int word = Array.FindLastIndex(before, w => w != 0);
        int cpu = (64 * word) + BitOperations.Log2(before[word]);
        ulong[] one = new ulong[MaskWords];
        one[word] = 1UL << (cpu % 64);
        return SetAffinity(0, MaskWords * sizeof(ulong), one) == 0 ? new ThreadPin(cpu, before) : new ThreadPin(null, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_before is not null)
        {
            SetAffinity(0, MaskWords * sizeof(ulong), _before);
        }
    }

    // Thread 0 is the calling one. The wrapper in the C library gives 0 or -1.
    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, [Out] ulong[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, [In] ulong[] mask);
}
