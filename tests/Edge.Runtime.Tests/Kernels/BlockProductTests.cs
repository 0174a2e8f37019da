using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

public class BlockProductTests
{
    public static TheoryData<int, int> Precisions => RandomProducts.Precisions;

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Blocks_of_every_length_equal_the_definition(int weightBits, int activationBits)
    {
        Random random = new((weightBits * 300) + activationBits);
        foreach ((int rows, int columns) in ((int, int)[])[(1, 1), (37, 30), (130, 9)])
        {
            QuantizedMatrix matrix = RandomProducts.Matrix(random, rows, columns, weightBits);
            PackedMatrix packed = new(matrix);
            BlockProduct[] products = [.. RandomProducts.Sets.Select(set => new BlockProduct(packed, activationBits, null, set))];
            for (int frames = 1; frames <= BlockProduct.MaxFrames; frames++)
            {
                short[] x = new short[frames * columns];
                RandomProducts.Fill(random, x, activationBits);
                long[][] expected = [.. Enumerable.Range(0, frames).Select(t => RandomProducts.Expected(matrix, x.AsSpan(t * columns, columns)))];
                for (int s = 0; s < products.Length; s++)
                {
                    products[s].Compute(x);
                    for (int t = 0; t < frames; t++)
                    {
                        string what = $"{RandomProducts.Sets[s]} {frames} frames, frame {t}";
                        RandomProducts.AssertSums(expected[t], row => products[s].Accumulator(t, row), what);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(8, 8, 4)]
    [InlineData(4, 16, 1000)]
    [InlineData(16, 8, 0)]
    public void Blocks_with_a_threshold_hold_and_count_as_a_stream_does(int weightBits, int activationBits, int threshold)
    {
        const int Columns = 50;
        Random random = new(weightBits);
        PackedMatrix packed = new(RandomProducts.Matrix(random, 66, Columns, weightBits));
        foreach (KernelSet set in RandomProducts.Sets)
        {
            MatrixProduct stream = new(packed, activationBits, threshold, set);
            BlockProduct blocks = new(packed, activationBits, threshold, set);
            short[] x = new short[Columns];
            foreach (int frames in (int[])[7, 32, 1, 12])
            {
                short[] block = new short[frames * Columns];
                long[][] expected = new long[frames][];
                for (int t = 0; t < frames; t++)
                {
                    RandomProducts.Change(random, x, activationBits, 5);
                    x.CopyTo(block, t * Columns);
                    stream.Compute(x);
                    expected[t] = [.. Enumerable.Range(0, 66).Select(stream.Accumulator)];
                }

                blocks.Compute(block);
                for (int t = 0; t < frames; t++)
                {
                    RandomProducts.AssertSums(expected[t], row => blocks.Accumulator(t, row), $"{set} frame {t} of {frames}");
                }

                Assert.Equal((stream.UpdatedInputs, stream.OfferedInputs), (blocks.UpdatedInputs, blocks.OfferedInputs));
            }
        }
    }
}
