using Edge.Runtime.Errors;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

public class MatrixProductTests
{
    public static TheoryData<int, int> Precisions => RandomProducts.Precisions;

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_kernel_dense_or_delta_equals_the_definition(int weightBits, int activationBits)
    {
        Random random = new((weightBits * 100) + activationBits);
        foreach (int rows in (int[])[1, 31, 64, 65, 129, 200])
        {
            foreach (int columns in (int[])[1, 2, 33, 100])
            {
                CheckStreams(random, rows, columns, weightBits, activationBits);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_small_shape_equals_the_definition(int weightBits, int activationBits)
    {
        Random random = new((weightBits * 200) + activationBits);
        for (int columns = 1; columns <= 70; columns++)
        {
            CheckStreams(random, 3, columns, weightBits, activationBits);
        }

        for (int rows = 1; rows <= 140; rows++)
        {
            CheckStreams(random, rows, 5, weightBits, activationBits);
        }
    }

    [Fact]
    public void A_threshold_holds_small_changes_and_counts_the_rest()
    {
        PackedMatrix packed = new(RandomProducts.Matrix(new Random(1), 40, 4, 8));
        MatrixProduct product = new(packed, 8, 2, KernelSet.Best);
        product.Compute([10, 20, 30, 40]);
        product.Compute([12, 23, 30, 37]);

        Assert.Equal(6, product.UpdatedInputs);
        Assert.Equal(8, product.OfferedInputs);
        MatrixProduct held = new(packed, 8, null, KernelSet.Best);
        held.Compute([10, 23, 30, 37]);
        Assert.Equal(Enumerable.Range(0, 40).Select(held.Accumulator), Enumerable.Range(0, 40).Select(product.Accumulator));
    }

    [Theory]
    [InlineData(8, 8, 5)]
    [InlineData(4, 4, 1)]
    [InlineData(2, 16, 900)]
    [InlineData(16, 16, 900)]
    public void A_threshold_gives_the_held_codes_product_whether_few_or_many_inputs_change(int weightBits, int activationBits, int threshold)
    {
        Random random = new(weightBits);
        QuantizedMatrix matrix = RandomProducts.Matrix(random, 70, 90, weightBits);
        PackedMatrix packed = new(matrix);
        foreach (KernelSet set in RandomProducts.Sets)
        {
            MatrixProduct product = new(packed, activationBits, threshold, set);
            short[] x = new short[90], held = new short[90];
            long updated = 0;
            for (int frame = 0; frame < 60; frame++)
            {
                RandomProducts.Change(random, x, activationBits, frame % 3 == 0 ? 1 : 12);
                for (int i = 0; i < x.Length; i++)
                {
                    if (Math.Abs(x[i] - held[i]) > threshold)
                    {
                        held[i] = x[i];
                        updated++;
                    }
                }

                product.Compute(x);
                RandomProducts.AssertSums(RandomProducts.Expected(matrix, held), product.Accumulator, $"{set} frame {frame}");
                Assert.Equal(updated, product.UpdatedInputs);
            }
        }
    }

    [Theory]
    [InlineData(2, 8)]
    [InlineData(4, 4)]
    [InlineData(4, 8)]
    [InlineData(4, 16)]
    [InlineData(8, 8)]
    public void Neighbours_that_change_together_give_the_definition(int weightBits, int activationBits)
    {
        Random random = new(weightBits + activationBits);
        foreach (int columns in (int[])[4, 63, 200])
        {
            QuantizedMatrix matrix = RandomProducts.Matrix(random, 150, columns, weightBits);
            PackedMatrix packed = new(matrix);
            MatrixProduct[] products = [.. RandomProducts.Sets.Select(set => new MatrixProduct(packed, activationBits, 0, set))];
            short[] x = new short[columns];
            for (int frame = 0; frame < 20; frame++)
            {
                for (int group = random.Next(4) * 4; group < columns; group += 4 * random.Next(1, 6))
                {
                    RandomProducts.Fill(random, x.AsSpan(group, Math.Min(4, columns - group)), activationBits);
                }

                long[] expected = RandomProducts.Expected(matrix, x);
                foreach (MatrixProduct product in products)
                {
                    product.Compute(x);
                    RandomProducts.AssertSums(expected, product.Accumulator, $"{columns} columns, frame {frame}");
                }
            }
        }
    }

    [Fact]
    public void The_largest_codes_do_not_overflow()
    {
        QuantizedMatrix matrix = new(33, 2048, 16, [.. Enumerable.Repeat((short)-32767, 33 * 2048)], new double[33]);
        foreach (KernelSet kernels in RandomProducts.Sets)
        {
            MatrixProduct product = new(new PackedMatrix(matrix), 16, 0, kernels);
            product.Compute([.. Enumerable.Repeat((short)32767, 2048)]);
            product.Compute([.. Enumerable.Repeat((short)-32767, 2048)]);
            Assert.Equal(2048L * 32767 * 32767, product.Accumulator(32));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void The_longest_rows_of_extreme_codes_are_exact(int bits)
    {
        const int Columns = PackedMatrix.MaxColumns;
        short low = (short)-(bits == 16 ? 32767 : 1 << (bits - 1)), high = (short)((1 << (bits - 1)) - 1);
        short[] codes = [.. Enumerable.Repeat(low, Columns), .. Enumerable.Repeat(high, Columns)];
        PackedMatrix packed = new(new QuantizedMatrix(2, Columns, bits, codes, new double[2]));
        foreach (KernelSet kernels in RandomProducts.Sets)
        {
            MatrixProduct dense = new(packed, 16, null, kernels), delta = new(packed, 16, 0, kernels);
            foreach (short input in (short[])[32767, -32767, 32640, -128])
            {
                short[] x = [.. Enumerable.Repeat(input, Columns)];
                dense.Compute(x);
                delta.Compute(x);
                foreach (MatrixProduct product in (MatrixProduct[])[dense, delta])
                {
                    Assert.Equal((long)low * input * Columns, product.Accumulator(0));
                    Assert.Equal((long)high * input * Columns, product.Accumulator(1));
                }
            }
        }
    }

    [Fact]
    public void Packed_weights_take_their_own_width()
    {
        foreach (int bits in (int[])[2, 4, 8, 16])
        {
            Assert.Equal(256L * 512 * bits / 8, new PackedMatrix(RandomProducts.Matrix(new Random(bits), 256, 512, bits)).PackedBytes);
        }
    }

    [Fact]
    public void Kernels_that_the_machine_lacks_are_refused_with_advice()
    {
        PackedMatrix packed = new(RandomProducts.Matrix(new Random(1), 1, 1, 8));
        foreach (KernelSet set in Enum.GetValues<KernelSet>().Except(RandomProducts.Sets))
        {
            EdgeException error = Assert.Throws<EdgeException>(() => new MatrixProduct(packed, 8, null, set));
            Assert.Equal((ExitCode.Usage, "use Best"), (error.ExitCode, error.Remedy));
        }
    }

    [Fact]
    public void A_matrix_with_too_many_inputs_is_refused()
    {
        const int Columns = PackedMatrix.MaxColumns + 1;
        Assert.Throws<EdgeException>(() => new PackedMatrix(new QuantizedMatrix(1, Columns, 8, new short[Columns], new double[1])));
    }

    private static void CheckStreams(Random random, int rows, int columns, int weightBits, int activationBits)
    {
        QuantizedMatrix matrix = RandomProducts.Matrix(random, rows, columns, weightBits);
        PackedMatrix packed = new(matrix);
        (KernelSet Set, int? Threshold, MatrixProduct Product)[] products =
        [
            .. from set in RandomProducts.Sets
               from threshold in (int?[])[null, 0]
               select (set, threshold, new MatrixProduct(packed, activationBits, threshold, set, set == KernelSet.Best ? long.MaxValue : 0)),
        ];
        short[] x = new short[columns];
        for (int frame = 0; frame < 5; frame++)
        {
            RandomProducts.Change(random, x, activationBits, frame % 2 == 0 ? 8 : 1);
            long[] expected = RandomProducts.Expected(matrix, x);
            foreach ((KernelSet set, int? threshold, MatrixProduct product) in products)
            {
                product.Compute(x);
                RandomProducts.AssertSums(expected, product.Accumulator, $"{set} delta {threshold} {rows}x{columns} frame {frame}");
            }
        }
    }
}
