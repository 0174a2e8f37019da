using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Agent.Bench;

/// <summary>Where figures were measured. Figures of different environments must not be compared.</summary>
/// <param name="Cpu">Name of the processor.</param>
/// <param name="Cores">Cores this process may use.</param>
/// <param name="PinnedCpu">Number of the core the measuring thread was kept on, or null when it could not be kept.</param>
/// <param name="Caches">Caches of one core.</param>
/// <param name="InstructionSets">Instruction sets this process may use.</param>
/// <param name="Runtime">Runtime and its version.</param>
/// <param name="Tiering">How code is compiled: <c>ahead of time</c>, <c>tiered</c> or <c>optimised at once</c>.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Governor">Frequency governor of the core, or null where the system does not tell.</param>
/// <param name="Load">Processes that wanted to run, mean over the last minute before measuring; null where unknown.</param>
public sealed record BenchEnvironment(
    string Cpu,
    int Cores,
    int? PinnedCpu,
    IReadOnlyList<CpuCache> Caches,
    IReadOnlyList<string> InstructionSets,
    string Runtime,
    string Tiering,
    string System,
    string? Governor,
    double? Load)
{
    /// <summary>Describes this machine and process.</summary>
    /// <param name="pin">What keeps the measuring thread on a core.</param>
    public static BenchEnvironment Read(ThreadPin pin) => new(
        CpuName(),
        Environment.ProcessorCount,
        pin.Cpu,
        CpuCache.Read(),
        [.. Supported()],
        RuntimeInformation.FrameworkDescription,
        Compilation(),
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}",
        SystemText.Read($"/sys/devices/system/cpu/cpu{pin.Cpu ?? 0}/cpufreq/scaling_governor"),
        double.TryParse(SystemText.Read("/proc/loadavg")?.Split(' ')[0], out double load) ? load : null);

    private static string CpuName()
    {
        string information = SystemText.Read("/proc/cpuinfo") ?? "";
        string? line = information.Split('\n').FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal) || l.StartsWith("Model", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown";
    }

    private static string Compilation()
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            return "ahead of time";
        }

        bool tiered = !AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out bool set) || set;
        return tiered && Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is not "0" ? "tiered" : "optimised at once";
    }

    private static IEnumerable<string> Supported()
    {
        (string Name, bool Supported)[] sets =
        [
            ("vector128", Vector128.IsHardwareAccelerated),
            ("vector256", Vector256.IsHardwareAccelerated),
            ("vector512", Vector512.IsHardwareAccelerated),
            ("avx2", Avx2.IsSupported),
            ("avxvnni", AvxVnni.IsSupported),
            ("avx512bw", Avx512BW.IsSupported),
            ("avx512vbmi", Avx512Vbmi.IsSupported),
#if NET10_0_OR_GREATER
            ("avx512vbmi2", Avx512Vbmi2.IsSupported),
            ("gfni512", Gfni.V512.IsSupported),
#endif
            ("advsimd", AdvSimd.IsSupported),
            ("dotprod", Dp.IsSupported),
        ];
        return sets.Where(s => s.Supported).Select(s => s.Name);
    }
}
