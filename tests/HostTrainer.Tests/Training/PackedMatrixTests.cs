using HostTrainer.Training.Numerics;

using Xunit;

namespace HostTrainer.Tests.Training;

public sealed unsafe class PackedMatrixTests
{
    [Theory]
    [InlineData(1, 16, 16)]
    [InlineData(3, 32, 48)]
    [InlineData(4, 48, 96)]
    [InlineData(5, 16, 80)]
    [InlineData(11, 64, 32)]
    public void A_product_equals_the_textbook_sum_and_leaves_its_neighbours_alone(int rows, int depth, int columns)
    {
        foreach (bool transposed in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (bool accumulate in (ReadOnlySpan<bool>)[false, true])
            {
                Check(rows, depth, columns, transposed, accumulate);
            }
        }
    }

    private static void Check(int rows, int depth, int columns, bool transposed, bool accumulate)
    {
        SeededRandom random = new((ulong)rows, (ulong)depth, (ulong)columns);
        int aStride = depth + 16, cStride = columns + 16;
        using AlignedBuffer a = Random(rows * aStride, random), b = Random(depth * columns, random), c = Random(rows * cStride, random);
        float[] before = c.Span.ToArray();
        MatrixView factor = transposed ? MatrixView.Transposed(b.Pointer, depth) : MatrixView.Rows(b.Pointer, columns);
        using PackedMatrix packed = new(depth, columns);
        packed.Pack(factor);
        packed.Multiply(rows, a.Pointer, aStride, c.Pointer, cStride, accumulate);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = accumulate ? before[(i * cStride) + j] : 0;
                for (int k = 0; k < depth; k++)
                {
                    sum += (double)a.Span[(i * aStride) + k] * *factor.At(k, j);
                }

                Assert.Equal(sum, c.Span[(i * cStride) + j], 1e-5);
            }

            Assert.Equal(before.AsSpan((i * cStride) + columns, 16).ToArray(), c.Span.Slice((i * cStride) + columns, 16).ToArray());
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
