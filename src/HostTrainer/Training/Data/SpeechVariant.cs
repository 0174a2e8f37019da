namespace HostTrainer.Training.Data;

/// <summary>One speed of an utterance.</summary>
/// <param name="SpeedPercent">Speed it was played at.</param>
/// <param name="LogMel">Raw log-mel frames, [10 ms frame x band].</param>
public sealed record SpeechVariant(int SpeedPercent, short[] LogMel);
