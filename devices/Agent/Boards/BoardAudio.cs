namespace Agent.Boards;

/// <summary>Where a board's audio comes from.</summary>
/// <param name="Kind"><c>alsa</c> for a microphone, <c>recordings</c> for files only.</param>
/// <param name="Device">ALSA device name; null for recordings.</param>
public sealed record BoardAudio(string Kind, string? Device = null);
