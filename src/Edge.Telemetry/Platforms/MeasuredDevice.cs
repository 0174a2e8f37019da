using Edge.Telemetry.Profiles;

namespace Edge.Telemetry.Platforms;

/// <summary>What a measured platform was measured on.</summary>
/// <param name="Cpu">Name of the processor.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="InstructionSets">Instruction sets the kernels could use.</param>
/// <param name="ModelHash">SHA-256 of the model whose matrices were multiplied.</param>
/// <param name="Caches">What the steps found in the caches.</param>
public sealed record MeasuredDevice(string Cpu, string System, IReadOnlyList<string> InstructionSets, string ModelHash, CacheState Caches);
