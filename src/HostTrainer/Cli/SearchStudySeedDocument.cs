namespace HostTrainer.Cli;

/// <summary>Both strategies at one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="PlainHypervolume">Final hypervolume of NSGA-II.</param>
/// <param name="GuidedHypervolume">Final hypervolume of the guided search.</param>
/// <param name="EvaluationsToTarget">Evaluations after which the guided search reached NSGA-II's final hypervolume; null when it never did.</param>
public sealed record SearchStudySeedDocument(uint Seed, double PlainHypervolume, double GuidedHypervolume, int? EvaluationsToTarget);
