namespace HostTrainer.Training.Data;

/// <summary>One labelled stretch of an utterance.</summary>
/// <param name="EndSample">First sample after it, at the recording's own speed.</param>
/// <param name="Class">Index into the phone set.</param>
public readonly record struct LabelledSegment(int EndSample, int Class);
