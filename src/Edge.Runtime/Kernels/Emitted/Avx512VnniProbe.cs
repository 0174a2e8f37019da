using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Edge.Runtime.Kernels.Emitted;

/// <summary>Whether emitted kernels may run: the processor has the instructions, the system keeps the registers, and the runtime may use them.</summary>
internal static unsafe class Avx512VnniProbe
{
    private const int OsSavesRegisters = 1 << 27; // leaf 1, ecx
    private const int Foundation = 1 << 16; // leaf 7, ebx
    private const int BytesAndWords = 1 << 30; // leaf 7, ebx
    private const int Vnni = 1 << 11; // leaf 7, ecx
    private const int AllVectorState = 0xE6; // control register 0: SSE, AVX, masks, both halves of the 512-bit registers

    /// <summary>
    /// Asks the processor. Where code is compiled at run time, what the runtime was told not to use is not used either; code compiled ahead of time
    /// knows nothing of 512 bits and is not asked.
    /// </summary>
    public static bool Succeeds()
    {
        bool wanted = !RuntimeFeature.IsDynamicCodeCompiled || (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated);
        return wanted && ProcessorHas() && SystemKeepsRegisters();
    }

    private static bool ProcessorHas()
    {
        if (X86Base.CpuId(0, 0).Eax < 7 || (X86Base.CpuId(1, 0).Ecx & OsSavesRegisters) == 0)
        {
            return false;
        }

        (int _, int ebx, int ecx, int _) = X86Base.CpuId(7, 0);
        return (ebx & Foundation) != 0 && (ebx & BytesAndWords) != 0 && (ecx & Vnni) != 0;
    }

    // The instruction that tells has no interface in .NET: three emitted instructions.
    private static bool SystemKeepsRegisters()
    {
        Assembler a = new();
        a.Set32(Gpr.Rcx, 0);
        a.ReadControl();
        a.Return();
        var read = (delegate* unmanaged<int>)ExecutableMemory.Load(a.Code);
        return read != null && (read() & AllVectorState) == AllVectorState;
    }
}
