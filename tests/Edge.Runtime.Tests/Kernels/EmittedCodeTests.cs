using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Kernels;
using Edge.Runtime.Kernels.Emitted;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

public unsafe class EmittedCodeTests
{
    private static bool CanRun => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    [Fact]
    public void Loaded_code_runs_and_its_memory_cannot_be_written()
    {
        Assembler a = new();
        a.Set32(Gpr.Rax, 4711);
        a.Return();
        if (!CanRun)
        {
            return;
        }

        byte* code = ExecutableMemory.Load(a.Code);
        Assert.Equal(4711, ((delegate* unmanaged<int>)code)());
        Assert.Equal("r-xp", Protection((nuint)code));
    }

    [Fact]
    public void No_memory_of_the_emitted_kernels_can_be_both_written_and_run()
    {
        if (EmittedCode.IsLoaded)
        {
            Assert.Equal("r-xp", Protection((nuint)EmittedCode.Frame(8, far: false)));
        }
    }

    [Fact]
    public void The_kernels_are_there_exactly_where_processor_and_runtime_have_the_instructions()
    {
        bool expected = CanRun && Avx512BW.IsSupported && Vector512.IsHardwareAccelerated && ProcessorLists("avx512_vnni");
        Assert.Equal(expected, KernelDispatch.Has(KernelSet.Avx512Vnni));
    }

    // What the kernel lists are the instructions whose registers it saves.
    private static bool ProcessorLists(string flag) => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("flags", StringComparison.Ordinal)).Split(' ').Contains(flag);

    private static string Protection(nuint address)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] parts = line.Split(' ', '-');
            if (Parse(parts[0]) <= address && address < Parse(parts[1]))
            {
                return line.Split(' ')[1];
            }
        }

        return "not mapped";
    }

    private static nuint Parse(string hex) => nuint.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
