using Edge.Runtime.Numerics;

using Xunit;

namespace Edge.Runtime.Tests.Numerics;

public class ExactMathTests
{
    [Theory]
    [InlineData(-700)]
    [InlineData(-8.25)]
    [InlineData(0)]
    [InlineData(0.3465)]
    [InlineData(1)]
    [InlineData(88.7)]
    public void Exponentials_agree_with_the_library(double x)
    {
        Assert.Equal(1, ExactMath.Exp(x) / Math.Exp(x), 13);
        Assert.Equal(1, ExactMath.Exp2(x) / Math.Pow(2, x), 13);
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.9999)]
    [InlineData(12345.678)]
    public void Logarithms_agree_with_the_library(double x) => Assert.Equal(Math.Log2(x), ExactMath.Log2(x), 12);

    [Fact]
    public void Turns_agree_with_the_library_all_the_way_round()
    {
        for (int k = -700; k < 1400; k++)
        {
            Assert.Equal(Math.Cos(2 * Math.PI * k / 512), ExactMath.CosTurn(k, 512), 1e-13);
            Assert.Equal(Math.Sin(2 * Math.PI * k / 512), ExactMath.SinTurn(k, 512), 1e-13);
        }
    }

    [Theory]
    [InlineData(5, 1, 3)]
    [InlineData(-5, 1, -2)]
    [InlineData(-6, 2, -1)]
    [InlineData(7, 0, 7)]
    [InlineData(1L << 40, 40, 1)]
    public void Halves_round_up(long value, int shift, long expected) => Assert.Equal(expected, Rounding.ShiftRight(value, shift));
}
