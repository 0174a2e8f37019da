namespace Edge.Runtime.Audio;

/// <summary>A growing list of 16-bit samples: memory follows what was really read, not what a header claims.</summary>
public sealed class SampleBuffer
{
    private short[] _samples = new short[16 * 1024];

    /// <summary>Samples held.</summary>
    public int Count { get; private set; }

    /// <summary>The samples held; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<short> Samples => _samples.AsSpan(0, Count);

    /// <summary>Appends one sample.</summary>
    public void Add(short sample)
    {
        if (Count == _samples.Length)
        {
            Array.Resize(ref _samples, checked(Count * 2));
        }

        _samples[Count++] = sample;
    }

    /// <summary>Forgets the samples and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>A copy of the samples held.</summary>
    public short[] ToArray() => Samples.ToArray();
}
