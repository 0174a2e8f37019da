namespace HostTrainer.Demo;

/// <summary>The search of a demonstration.</summary>
/// <param name="Preset">Name of the preset.</param>
/// <param name="Evaluations">Plans measured.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="Hypervolume">Share of the box of objectives that the front dominates.</param>
/// <param name="Front">Plans that no other dominates.</param>
/// <param name="Chosen">Why the chosen one was chosen.</param>
public sealed record DemoSearchFigures(
    string Preset, int Evaluations, double Seconds, double Hypervolume, IReadOnlyList<PlanFigures> Front, string Chosen);
