using System.Numerics;

namespace Edge.Telemetry.Histograms;

/// <summary>
/// The buckets of every latency histogram: 32 equal buckets in each factor of two from 64 ns to 2^37 ns (137 s), so that a bucket is at most
/// 1/32 (3.2 %) of its lower edge wide. Shorter times fall in the first bucket, longer ones in the last.
/// </summary>
public static class HistogramLayout
{
    /// <summary>Number of buckets.</summary>
    public const int Buckets = (LastOctave - FirstOctave + 1) << SubBits;

    private const int FirstOctave = 6;
    private const int LastOctave = 36;
    private const int SubBits = 5;

    /// <summary>The bucket a time falls in.</summary>
    /// <param name="nanoseconds">Any time; a negative one counts as zero.</param>
    public static int IndexOf(long nanoseconds)
    {
        if (nanoseconds < 1L << FirstOctave)
        {
            return 0;
        }

        int octave = BitOperations.Log2((ulong)nanoseconds);
        if (octave > LastOctave)
        {
            return Buckets - 1;
        }

        int sub = (int)(nanoseconds >> (octave - SubBits)) & ((1 << SubBits) - 1);
        return ((octave - FirstOctave) << SubBits) + sub;
    }

    /// <summary>The smallest time of a bucket, in nanoseconds; 0 for the first.</summary>
    public static long LowerEdge(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Buckets);
        return index == 0 ? 0 : Edge(index);
    }

    /// <summary>The largest time of a bucket, in nanoseconds.</summary>
    public static long UpperEdge(int index) => LowerEdge(index + 1) - 1;

    private static long Edge(int index)
    {
        int octave = FirstOctave + (index >> SubBits);
        long mantissa = (1 << SubBits) + (index & ((1 << SubBits) - 1));
        return mantissa << (octave - SubBits);
    }
}
