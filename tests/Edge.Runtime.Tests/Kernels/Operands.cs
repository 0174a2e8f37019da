using Edge.Runtime.Kernels;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

/// <summary>Random operands of a dense kernel: any bytes as weights, any bytes as inputs, among them many extremes.</summary>
internal sealed unsafe class Operands
{
    private const int MostGroups = 24;
    private const int MostRows = 256;
    private const int WeightBytes = 2 * MostGroups * 256;
    private const int RoundsPerMatrix = 16;

    [ThreadStatic]
    private static AlignedBuffer<byte>? _memory;

    private readonly int _bits;
    private readonly int _frames;
    private readonly int* _starts;
    private readonly int* _sumsOfInputs;
    private readonly int* _expected;

    public Operands(Random random, int bits, int frames, int round)
    {
        (_bits, _frames) = (bits, frames);
        Tiles = 1 + (round % 2);
        Groups = 1 + (round % MostGroups);
        _memory ??= new AlignedBuffer<byte>(1 << 17);
        byte* at = _memory.Pointer;
        Weights = at;
        Inputs = (sbyte*)(at + WeightBytes);
        _starts = (int*)(Inputs + (8 * MostGroups * 4));
        _sumsOfInputs = _starts + 8;
        _expected = _sumsOfInputs + 8;
        Found = _expected + (8 * MostRows);
        if (round % RoundsPerMatrix == 0)
        {
            Fill(random, new Span<byte>(Weights, WeightBytes), round / RoundsPerMatrix);
        }

        Fill(random, new Span<byte>(Inputs, frames * Groups * 4), round + 1);
        for (int t = 0; t < frames; t++)
        {
            _starts[t] = random.Next(-100_000, 100_000);
            _sumsOfInputs[t] = SumOfFrame(t);
        }
    }

    public byte* Weights { get; }

    public sbyte* Inputs { get; }

    public int Tiles { get; }

    public int Groups { get; }

    public int* Found { get; }

    private int Sums => _frames * Tiles * TileLayout.TileRows(_bits);

    /// <summary>The start value for kernels that count weights with another offset than the layout's.</summary>
    public int StartFor(NarrowKernels kernels) => _starts[0] + Correction(kernels, 0);

    public void Oracle(NarrowKernels oracle) => oracle.Frame(Weights, Tiles, Groups, Inputs, _starts[0], _expected);

    public void OracleBlock(NarrowKernels oracle) => oracle.Block(Weights, Tiles, Groups, Inputs, 4 * Groups, _frames, _starts, _expected);

    public void Block(NarrowKernels kernels)
    {
        int* starts = stackalloc int[_frames];
        for (int t = 0; t < _frames; t++)
        {
            starts[t] = _starts[t] + Correction(kernels, t);
        }

        kernels.Block(Weights, Tiles, Groups, Inputs, 4 * Groups, _frames, starts, Found);
    }

    public void OracleGroups(NarrowKernels oracle) => ListedGroups(oracle, _expected);

    /// <summary>Multiplies a list of groups, some of them twice, into sums that are not 0.</summary>
    public void ListGroups(NarrowKernels kernels) => ListedGroups(kernels, Found);

    public void AssertEqual(string what) =>
        Assert.True(new Span<int>(_expected, Sums).SequenceEqual(new Span<int>(Found, Sums)), $"{what}: {Tiles} tiles, {Groups} groups");

    /// <summary>Any bytes; every fourth round only extremes of signed and unsigned bytes.</summary>
    public static void Fill(Random random, Span<byte> bytes, int round)
    {
        random.NextBytes(bytes);
        if (round % 4 == 0)
        {
            ReadOnlySpan<byte> extremes = [0x00, 0x7F, 0x80, 0xFF];
            foreach (ref byte b in bytes)
            {
                b = extremes[b & 3];
            }
        }
    }

    private void ListedGroups(NarrowKernels kernels, int* sums)
    {
        int* entries = stackalloc int[Groups];
        for (int i = 0; i < Groups; i++)
        {
            entries[i] = i * 5 % Groups * TileLayout.GroupBytes(_bits);
        }

        for (int i = 0; i < Sums; i++)
        {
            sums[i] = i * 12_345;
        }

        kernels.Groups(Weights, Tiles, Groups, entries, (int*)Inputs, Groups - (Groups / 3), _starts[0], sums);
    }

    private int Correction(NarrowKernels kernels, int frame) => (TileLayout.Offset(_bits) - kernels.Offset) * _sumsOfInputs[frame];

    private int SumOfFrame(int frame)
    {
        int sum = 0;
        for (int i = frame * Groups * 4; i < (frame + 1) * Groups * 4; i++)
        {
            sum += Inputs[i];
        }

        return sum;
    }
}
