namespace HostTrainer.Training.Losses;

/// <summary>What should be recognised in one utterance.</summary>
/// <param name="FrameLabels">Class of every output frame, in input time (before the output delay).</param>
/// <param name="Phones">Class sequence without silence and without times.</param>
/// <param name="Sequence">Class sequence with silence, repeated silence merged, without times.</param>
public sealed record TrainingTarget(int[] FrameLabels, int[] Phones, int[] Sequence);
