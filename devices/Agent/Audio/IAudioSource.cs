namespace Agent.Audio;

/// <summary>16 kHz mono samples, from a microphone or from recordings.</summary>
public interface IAudioSource : IDisposable
{
    /// <summary>Name of the recording the next samples belong to; the device's name for a microphone.</summary>
    string Recording { get; }

    /// <summary>Waits until samples are due and reads them. Allocates nothing while a recording lasts.</summary>
    /// <param name="buffer">Room for samples; 160 are 10 ms.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">The source fails.</exception>
    AudioChunk Read(Span<short> buffer, CancellationToken cancellation);
}
