using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed unsafe class GemmTests
{
    [Theory]
    [InlineData(8, 32, 16)]
    [InlineData(1, 1, 1)]
    [InlineData(7, 31, 300)]
    [InlineData(17, 65, 513)]
    [InlineData(40, 39, 257)]
    public void A_product_equals_the_textbook_sum_for_every_combination_of_transpositions(int m, int n, int depth)
    {
        foreach (bool transposeA in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (bool transposeB in (ReadOnlySpan<bool>)[false, true])
            {
                Check(m, n, depth, transposeA, transposeB, accumulate: false);
                Check(m, n, depth, transposeA, transposeB, accumulate: true);
            }
        }
    }

    private static void Check(int m, int n, int depth, bool transposeA, bool transposeB, bool accumulate)
    {
        SeededRandom random = new((ulong)m, (ulong)n, (ulong)depth);
        using AlignedBuffer a = Random(m * depth, random);
        using AlignedBuffer b = Random(depth * n, random);
        using AlignedBuffer c = Random(m * n, random);
        using AlignedBuffer expected = new(m * n);
        MatrixView left = transposeA ? MatrixView.Transposed(a.Pointer, m) : MatrixView.Rows(a.Pointer, depth);
        MatrixView right = transposeB ? MatrixView.Transposed(b.Pointer, depth) : MatrixView.Rows(b.Pointer, n);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = accumulate ? c.Span[(i * n) + j] : 0;
                for (int k = 0; k < depth; k++)
                {
                    sum += (double)*left.At(i, k) * *right.At(k, j);
                }

                expected.Span[(i * n) + j] = (float)sum;
            }
        }

        using Gemm gemm = new();
        gemm.Multiply(m, n, depth, left, right, c.Pointer, accumulate);
        for (int i = 0; i < m * n; i++)
        {
            Assert.Equal(expected.Span[i], c.Span[i], 1e-4f * MathF.Sqrt(depth));
        }
    }

    private static AlignedBuffer Random(int length, SeededRandom random)
    {
        AlignedBuffer buffer = new(length);
        foreach (ref float value in buffer.Span)
        {
            value = random.NextFloat(-1, 1);
        }

        return buffer;
    }
}
