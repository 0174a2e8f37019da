namespace Edge.Telemetry.Profiles;

/// <summary>Where a profile was measured.</summary>
/// <param name="Cpu">Name of the processor.</param>
/// <param name="Cores">Cores the process may use.</param>
/// <param name="Caches">Caches of one core; empty where the system does not tell.</param>
/// <param name="InstructionSets">Instruction sets the process may use.</param>
/// <param name="Runtime">Runtime and how it compiles.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Governor">Frequency governor, or null.</param>
/// <param name="Load">Processes that wanted to run, mean over the last minute before measuring; null where unknown.</param>
public sealed record ProfileEnvironment(
    string Cpu,
    int Cores,
    IReadOnlyList<ProfileCache> Caches,
    IReadOnlyList<string> InstructionSets,
    string Runtime,
    string System,
    string? Governor = null,
    double? Load = null);
