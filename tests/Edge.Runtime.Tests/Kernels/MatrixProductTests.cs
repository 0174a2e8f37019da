using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

public class MatrixProductTests
{
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

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_kernel_dense_or_delta_equals_the_definition(int weightBits, int activationBits)
    {
        Random random = new((weightBits * 100) + activationBits);
        foreach (int rows in (int[])[1, 31, 32, 70])
        {
            foreach (int columns in (int[])[1, 2, 33, 100])
            {
                QuantizedMatrix matrix = RandomMatrix(random, rows, columns, weightBits);
                PackedMatrix packed = new(matrix);
                MatrixProduct[] products =
                [
                    new(packed, activationBits, null, KernelSet.Scalar), new(packed, activationBits, 0, KernelSet.Scalar),
                    new(packed, activationBits, null, KernelSet.Best), new(packed, activationBits, 0, KernelSet.Best),
                ];
                short[] x = new short[columns];
                for (int frame = 0; frame < 5; frame++)
                {
                    Change(random, x, activationBits, frame);
                    foreach (MatrixProduct product in products)
                    {
                        product.Compute(x);
                        AssertEqual(matrix, x, product);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_threshold_holds_small_changes_and_counts_the_rest()
    {
        PackedMatrix packed = new(RandomMatrix(new Random(1), 40, 4, 8));
        MatrixProduct product = new(packed, 8, 2, KernelSet.Best);
        product.Compute([10, 20, 30, 40]);
        product.Compute([12, 23, 30, 37]);

        Assert.Equal(6, product.UpdatedInputs);
        Assert.Equal(8, product.OfferedInputs);
        MatrixProduct held = new(packed, 8, null, KernelSet.Best);
        held.Compute([10, 23, 30, 37]);
        Assert.Equal(Enumerable.Range(0, 40).Select(held.Accumulator), Enumerable.Range(0, 40).Select(product.Accumulator));
    }

    [Fact]
    public void The_largest_codes_do_not_overflow()
    {
        QuantizedMatrix matrix = new(33, 2048, 16, [.. Enumerable.Repeat((short)-32767, 33 * 2048)], new double[33]);
        foreach (KernelSet kernels in (KernelSet[])[KernelSet.Scalar, KernelSet.Best])
        {
            MatrixProduct product = new(new PackedMatrix(matrix), 16, 0, kernels);
            product.Compute([.. Enumerable.Repeat((short)32767, 2048)]);
            product.Compute([.. Enumerable.Repeat((short)-32767, 2048)]);
            Assert.Equal(2048L * 32767 * 32767, product.Accumulator(32));
        }
    }

    private static void Change(Random random, short[] x, int bits, int frame)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        for (int i = 0; i < x.Length; i++)
        {
            if (frame == 0 || random.Next(3) == 0)
            {
                x[i] = (short)(random.Next(4) == 0 ? (random.Next(2) == 0 ? low : high) : random.Next(low, high + 1));
            }
        }
    }

    private static void AssertEqual(QuantizedMatrix matrix, short[] x, MatrixProduct product)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            long sum = 0;
            for (int column = 0; column < matrix.Columns; column++)
            {
                sum += (long)matrix.Codes[(row * matrix.Columns) + column] * x[column];
            }

            Assert.Equal(sum, product.Accumulator(row));
        }
    }

    private static QuantizedMatrix RandomMatrix(Random random, int rows, int columns, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        short[] codes = [.. Enumerable.Range(0, rows * columns).Select(_ => (short)random.Next(low, high + 1))];
        return new QuantizedMatrix(rows, columns, bits, codes, [.. Enumerable.Repeat(1.0, rows)]);
    }
}
