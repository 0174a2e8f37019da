using Edge.Runtime.Kernels;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

/// <summary>Random operands of a delta kernel: any bytes as lines, listed inputs with any differences.</summary>
internal sealed unsafe class DeltaOperands
{
    private const int MostColumns = 48;
    private const int MostEntries = 32;
    private const int LineBytes = 3 * MostColumns * 64;
    private const int MostRows = 128;
    private const int RoundsPerMatrix = 16;

    [ThreadStatic]
    private static AlignedBuffer<byte>? _memory;

    private readonly int _bits;
    private readonly int _tiles;
    private readonly int _columns;
    private readonly int _count;
    private readonly int _start;
    private readonly int _sumOfValues;
    private readonly byte* _lines;
    private readonly int* _entries;
    private readonly sbyte* _values;

    public DeltaOperands(Random random, int bits, int round)
    {
        _bits = bits;
        _tiles = 1 + (round % 3);
        _columns = 1 + (round % MostColumns);
        _count = 4 * (round % (1 + (MostEntries / 4)));
        _start = random.Next(-100_000, 100_000);
        _memory ??= new AlignedBuffer<byte>(1 << 15);
        _lines = _memory.Pointer;
        _entries = (int*)(_lines + LineBytes);
        _values = (sbyte*)(_entries + MostEntries);
        Expected = (int*)(_values + MostEntries);
        Found = Expected + (3 * MostRows);
        if (round % RoundsPerMatrix == 0)
        {
            Operands.Fill(random, new Span<byte>(_lines, LineBytes), round / RoundsPerMatrix);
        }

        Operands.Fill(random, new Span<byte>(_values, _count), round + 1);
        for (int e = 0; e < _count; e++)
        {
            _entries[e] = random.Next(_columns) * DeltaLayout.LineBytes;
            _sumOfValues += _values[e];
        }

        for (int row = 0; row < Rows; row++)
        {
            Expected[row] = Found[row] = random.Next();
        }
    }

    public int* Expected { get; }

    public int* Found { get; }

    private int Rows => _tiles * DeltaLayout.TileRows(_bits);

    public void Run(NarrowKernels kernels, int* sums)
    {
        int offset = TileLayout.Offset(DeltaLayout.StoredBits(_bits));
        int start = _start + ((offset - kernels.DeltaOffset) * _sumOfValues);
        kernels.Delta(_lines, _tiles, _columns, _entries, _values, _count, start, sums);
    }

    public void AssertEqual(string what) => Assert.True(
        new Span<int>(Expected, Rows).SequenceEqual(new Span<int>(Found, Rows)),
        $"{what}: {_tiles} tiles, {_columns} columns, {_count} entries");
}
