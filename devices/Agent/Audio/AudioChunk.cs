namespace Agent.Audio;

/// <summary>What a read gave.</summary>
/// <param name="Samples">Samples read.</param>
/// <param name="EndsRecording">The recording ends with these samples; the next chunk belongs to another one.</param>
/// <param name="EndsStream">Nothing comes after this.</param>
public readonly record struct AudioChunk(int Samples, bool EndsRecording, bool EndsStream);
