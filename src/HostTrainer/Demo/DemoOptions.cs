namespace HostTrainer.Demo;

/// <summary>What a demonstration runs on.</summary>
/// <param name="ModelPath">Model file.</param>
/// <param name="SamplesPath">Labelled speech in TIMIT's layout: replayed by the device and measured by the host.</param>
/// <param name="AgentProgram">The device program: an executable, or a <c>.dll</c> for the .NET host.</param>
/// <param name="Evaluations">Budget of the search, at least 1.</param>
public sealed record DemoOptions(string ModelPath, string SamplesPath, string AgentProgram, int Evaluations = 60);
