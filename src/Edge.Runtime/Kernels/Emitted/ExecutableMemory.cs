using System.Runtime.InteropServices;

namespace Edge.Runtime.Kernels.Emitted;

/// <summary>Machine code in memory of its own: written while it cannot run, run when it can no longer be written. Never freed.</summary>
internal static unsafe partial class ExecutableMemory
{
    private const int Read = 1;
    private const int Write = 2;
    private const int Execute = 4;
    private const int PrivateAnonymous = 0x22;

    /// <summary>Copies code to executable memory.</summary>
    /// <returns>The first instruction, aligned to a page; null where the system gives no such memory.</returns>
    public static byte* Load(ReadOnlySpan<byte> code)
    {
        nuint length = (nuint)code.Length;
        void* memory = Map(null, length, Read | Write, PrivateAnonymous, -1, 0);
        if ((nint)memory == -1)
        {
            return null;
        }

        code.CopyTo(new Span<byte>(memory, code.Length));
        if (Protect(memory, length, Read | Execute) == 0)
        {
            return (byte*)memory;
        }

        _ = Unmap(memory, length);
        return null;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
