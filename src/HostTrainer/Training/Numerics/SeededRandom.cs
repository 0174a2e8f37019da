namespace HostTrainer.Training.Numerics;

/// <summary>
/// The trainer's random numbers: xoshiro256** (Blackman and Vigna), seeded from a list of keys through SplitMix64. A stream is a pure function
/// of its keys (seed, epoch, batch, purpose), so a resumed run needs no generator state beyond its position.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates the stream that belongs to a list of keys.</summary>
    public SeededRandom(params ReadOnlySpan<ulong> keys)
    {
        ulong state = 0x9E3779B97F4A7C15;
        foreach (ulong key in keys)
        {
            state = Mix(state ^ Mix(key + 0x9E3779B97F4A7C15)) + 0x9E3779B97F4A7C15;
        }

        _s0 = Mix(state);
        _s1 = Mix(state + 1);
        _s2 = Mix(state + 2);
        _s3 = Mix(state + 3) | 1;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 24 random bits.</summary>
    public float NextFloat() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float NextFloat(float low, float high) => low + ((high - low) * NextFloat());

    /// <summary>Uniform in 0 .. <paramref name="bound"/> - 1.</summary>
    /// <param name="bound">At least 1.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>Approximately standard normal: the centred sum of twelve uniforms.</summary>
    public float NextGaussian()
    {
        float sum = -6f;
        for (int i = 0; i < 12; i++)
        {
            sum += NextFloat();
        }

        return sum;
    }

    /// <summary>Permutes a span (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
