using HostTrainer.Training;

namespace HostTrainer.Search.Beacons;

/// <summary>How a search retrains; kept with its settings, so that a search resumes as it began.</summary>
/// <param name="Rules">Which genomes are worth it, and when an earlier retraining serves.</param>
/// <param name="Retraining">How every beacon is trained, with the directories of its speech.</param>
public sealed record BeaconSettings(BeaconRules Rules, TrainerOptions Retraining);
