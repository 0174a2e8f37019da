using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Model;

public class MatrixQuantizerTests
{
    private static readonly MatrixShape Shape = new("L0", MatrixRole.Input, 0, 12, 64);

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(8, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(8, true)]
    public void Codes_are_in_range_and_clipping_is_no_worse_than_none(int bits, bool perMatrix)
    {
        short[] master = Gaussian(7);
        QuantizedMatrix quantized = MatrixQuantizer.Quantize(master, Shape, 12, bits, perMatrix);
        (int low, int high) = Requantizer.CodeRange(bits);
        Assert.All(quantized.Codes, c => Assert.InRange(c, low, high));

        double unclipped = 0, clipped = 0;
        double largest = master.Max(m => Math.Abs((double)m));
        for (int i = 0; i < master.Length; i++)
        {
            double step = largest / high;
            unclipped += Math.Pow(master[i] - (Math.Clamp(Math.Floor((master[i] / step) + 0.5), low, high) * step), 2);
            clipped += Math.Pow(master[i] - (quantized.Codes[i] * quantized.Steps[i / Shape.Columns] * 4096), 2);
        }

        Assert.True(clipped <= unclipped * (perMatrix ? 1.02 : 1));
    }

    [Fact]
    public void Steps_per_row_are_better_than_one_step_when_rows_differ()
    {
        short[] master = Gaussian(9);
        for (int i = 0; i < master.Length / 2; i++)
        {
            master[i] /= 16;
        }

        double Error(bool perMatrix)
        {
            QuantizedMatrix q = MatrixQuantizer.Quantize(master, Shape, 12, 4, perMatrix);
            return master.Select((m, i) => Math.Pow(m - (q.Codes[i] * q.Steps[i / Shape.Columns] * 4096), 2)).Sum();
        }

        Assert.True(Error(perMatrix: false) < Error(perMatrix: true) * 0.8);
    }

    [Fact]
    public void Sixteen_bits_are_the_master()
    {
        short[] master = Gaussian(11);
        QuantizedMatrix quantized = MatrixQuantizer.Quantize(master, Shape, 12, 16, perMatrix: false);
        Assert.Equal(master, quantized.Codes);
        Assert.All(quantized.Steps, s => Assert.Equal(1.0 / 4096, s));
    }

    [Fact]
    public void A_row_of_zeros_stays_zero()
    {
        QuantizedMatrix quantized = MatrixQuantizer.Quantize(new short[Shape.Weights], Shape, 12, 4, perMatrix: false);
        Assert.All(quantized.Codes, c => Assert.Equal(0, c));
    }

    private static short[] Gaussian(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Shape.Weights).Select(_ =>
            (short)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * 2000))];
    }
}
