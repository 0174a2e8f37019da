namespace Agent.Bench;

/// <summary>Reads so much memory that nothing older is left in the caches.</summary>
internal sealed class CacheSweep
{
    private const long LeastBytes = 16L << 20;
    private const long MostBytes = 256L << 20;
    private const int LineElements = 64 / sizeof(long);

    private readonly long[] _memory;

    public CacheSweep()
    {
        long largest = CpuCache.Read().Select(c => c.Bytes).DefaultIfEmpty(0).Max();
        _memory = new long[Math.Clamp(2 * largest, LeastBytes, MostBytes) / sizeof(long)];

        // Memory that was never written is one page of zeros.
        for (int i = 0; i < _memory.Length; i += LineElements)
        {
            _memory[i] = i;
        }
    }

    /// <summary>Sum of what was read, so that reading cannot be left out.</summary>
    public long Sum { get; private set; }

    public void Run()
    {
        for (int i = 0; i < _memory.Length; i += LineElements)
        {
            Sum += _memory[i];
        }
    }
}
