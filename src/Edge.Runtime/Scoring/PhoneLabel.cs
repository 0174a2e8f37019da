namespace Edge.Runtime.Scoring;

/// <summary>One labelled stretch of a recording.</summary>
/// <param name="StartSample">First sample, at the label file's rate (16 kHz in TIMIT).</param>
/// <param name="EndSample">First sample after it; at least <paramref name="StartSample"/>.</param>
/// <param name="Phone">The symbol, as written.</param>
public readonly record struct PhoneLabel(int StartSample, int EndSample, string Phone);
