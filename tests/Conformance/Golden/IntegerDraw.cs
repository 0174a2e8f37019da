namespace Conformance.Golden;

/// <summary>Pseudo-random integers (SplitMix64, Steele et al. 2014): the same sequence on every machine and framework.</summary>
internal sealed class IntegerDraw(ulong seed)
{
    private ulong _state = seed;

    /// <summary>An integer from -<paramref name="limit"/> to <paramref name="limit"/>, small ones more often: the mean of three uniform draws.</summary>
    public int Around(int limit) => (Uniform(limit) + Uniform(limit) + Uniform(limit)) / 3;

    /// <summary>An integer from -<paramref name="limit"/> to <paramref name="limit"/>, all equally often.</summary>
    public int Uniform(int limit) => (int)(Next() % (ulong)((2 * limit) + 1)) - limit;

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
