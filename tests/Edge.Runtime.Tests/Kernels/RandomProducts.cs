using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

/// <summary>Random matrices and inputs, and what products of them must be.</summary>
internal static class RandomProducts
{
    /// <summary>The kernel sets of this machine; the oracle first.</summary>
    public static KernelSet[] Sets { get; } =
        [KernelSet.Scalar, .. Enum.GetValues<KernelSet>().Where(s => s != KernelSet.Scalar && KernelDispatch.Has(s))];

    public static TheoryData<int, int> Precisions
    {
        get
        {
            TheoryData<int, int> data = [];
            foreach (int w in (int[])[2, 4, 8, 16])
            {
                foreach (int a in (int[])[2, 4, 8, 16])
                {
                    data.Add(w, a);
                }
            }

            return data;
        }
    }

    public static QuantizedMatrix Matrix(Random random, int rows, int columns, int bits)
    {
        short[] codes = new short[rows * columns];
        Fill(random, codes, bits);
        return new QuantizedMatrix(rows, columns, bits, codes, [.. Enumerable.Repeat(1.0, rows)]);
    }

    /// <summary>A quarter of the codes are extremes.</summary>
    public static void Fill(Random random, Span<short> codes, int bits)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = Code(random, bits);
        }
    }

    /// <summary>Changes about one code in <paramref name="oneIn"/>.</summary>
    public static void Change(Random random, Span<short> codes, int bits, int oneIn)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (random.Next(oneIn) == 0)
            {
                codes[i] = Code(random, bits);
            }
        }
    }

    public static long[] Expected(QuantizedMatrix matrix, ReadOnlySpan<short> x)
    {
        long[] sums = new long[matrix.Rows];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                sums[row] += (long)matrix.Codes[(row * matrix.Columns) + column] * x[column];
            }
        }

        return sums;
    }

    public static void AssertSums(long[] expected, Func<int, long> accumulator, string what)
    {
        for (int row = 0; row < expected.Length; row++)
        {
            long found = accumulator(row);
            if (found != expected[row])
            {
                Assert.Fail($"{what}, row {row}: {found} instead of {expected[row]}");
            }
        }
    }

    private static short Code(Random random, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        return (short)(random.Next(4) == 0 ? (random.Next(2) == 0 ? low : high) : random.Next(low, high + 1));
    }
}
