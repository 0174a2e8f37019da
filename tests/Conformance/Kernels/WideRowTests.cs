using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

using Xunit;

namespace Conformance.Kernels;

/// <summary>Rows so long that 8-bit weights leave 32-bit accumulators: the path no small network takes.</summary>
public class WideRowTests
{
    private const int Columns = 3001;

    [Theory]
    [InlineData(KernelSet.Scalar, null)]
    [InlineData(KernelSet.Scalar, 0)]
    [InlineData(KernelSet.Best, null)]
    [InlineData(KernelSet.Best, 0)]
    public void Eight_bit_weights_and_sixteen_bit_inputs_add_up_exactly_beyond_32_bits(KernelSet kernels, int? threshold)
    {
        QuantizedMatrix matrix = new(33, Columns, 8, [.. Enumerable.Repeat((short)-128, 33 * Columns)], new double[33]);
        PackedMatrix packed = new(matrix);
        Assert.False(packed.FitsInt32(16));

        MatrixProduct product = new(packed, 16, threshold, kernels);
        foreach (short input in (short[])[32767, -32767, 12345])
        {
            product.Compute([.. Enumerable.Repeat(input, Columns)]);
            Assert.All(Enumerable.Range(0, 33), row => Assert.Equal(-128L * input * Columns, product.Accumulator(row)));
        }
    }
}
