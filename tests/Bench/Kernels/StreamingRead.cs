using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using Edge.Runtime.Kernels;

namespace Bench.Kernels;

/// <summary>
/// Reads a stretch of memory once from its start to its end and does nothing else: the plain loop that a product which needs every weight
/// once is measured against.
/// </summary>
internal sealed unsafe class StreamingRead
{
    private const int Step = 512;

    private readonly AlignedBuffer<byte> _memory;

    /// <summary>Memory of a length that is rounded up to whole steps of 512 bytes.</summary>
    public StreamingRead(long bytes)
    {
        _memory = new AlignedBuffer<byte>(checked((int)((bytes + Step - 1) / Step * Step)));
        _memory.Span.Fill(1);
    }

    /// <summary>What was read, so that reading cannot be left out.</summary>
    public long Seen { get; private set; }

    public void Run() => Seen ^= Read(_memory.Pointer, _memory.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Read(byte* start, int bytes)
    {
        Vector512<long> a = Vector512<long>.Zero, b = a, c = a, d = a;
        for (byte* end = start + bytes; start < end; start += Step)
        {
            a |= Vector512.Load((long*)start);
            b |= Vector512.Load((long*)(start + 64));
            c |= Vector512.Load((long*)(start + 128));
            d |= Vector512.Load((long*)(start + 192));
            a |= Vector512.Load((long*)(start + 256));
            b |= Vector512.Load((long*)(start + 320));
            c |= Vector512.Load((long*)(start + 384));
            d |= Vector512.Load((long*)(start + 448));
        }

        return Vector512.Sum(a | b | c | d);
    }
}
