namespace Edge.Runtime.Decoding;

/// <summary>One recognised phone.</summary>
/// <param name="Kind">Whether later audio may still change it.</param>
/// <param name="Phone">Index into the model's phone set.</param>
/// <param name="StartFrame">First network output frame of the phone, counted from the start of the stream, output delay removed.</param>
/// <param name="EndFrame">First output frame after the phone.</param>
/// <param name="Score">Mean log posterior per frame, log2 with <see cref="LogProbability.FractionBits"/> fraction bits; at most 0.</param>
public readonly record struct PhoneEvent(PhoneEventKind Kind, int Phone, int StartFrame, int EndFrame, int Score);
