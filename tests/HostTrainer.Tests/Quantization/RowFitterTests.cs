using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using HostTrainer.Quantization.Fitting;

using Xunit;

namespace HostTrainer.Tests.Quantization;

public class RowFitterTests
{
    private const int Size = 40;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void The_output_error_is_at_least_a_quarter_below_that_of_nearest_codes(int bits)
    {
        double fitted = 0, nearest = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            double[] moments = RandomProblem.Moments(Size, seed), weights = RandomProblem.Row(Size, seed + 100);
            FittedRow row = new RowFitter(moments, Size).Fit(weights, bits);
            Assert.Equal(RandomProblem.Error(weights, row.Codes, row.Step, moments), row.Error, 1e-9);
            Assert.All(row.Codes, c => Assert.InRange(c, Requantizer.CodeRange(bits).Low, Requantizer.CodeRange(bits).High));
            fitted += row.Error;

            short[] master = [.. weights.Select(w => (short)(w * 32768))];
            QuantizedMatrix plain = MatrixQuantizer.Quantize(master, new MatrixShape("L0", MatrixRole.Input, 0, 1, Size), 15, bits, perMatrix: false);
            nearest += RandomProblem.Error(weights, plain.Codes, plain.Steps[0], moments);
        }

        Assert.InRange(fitted, 0, 0.75 * nearest);
    }

    [Fact]
    public void Two_bit_rows_come_near_the_best_of_all_codes_and_steps()
    {
        const int Small = 6;
        double fitted = 0, best = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            double[] moments = RandomProblem.Moments(Small, seed), weights = RandomProblem.Row(Small, seed + 50);
            fitted += new RowFitter(moments, Small).Fit(weights, 2).Error;
            best += Exhaustive(weights, moments);
        }

        Assert.InRange(fitted, best - 1e-9, best * 1.3);
    }

    [Fact]
    public void No_single_code_of_a_fitted_row_could_be_better()
    {
        double[] moments = RandomProblem.Moments(Size, 7), weights = RandomProblem.Row(Size, 8);
        FittedRow row = new RowFitter(moments, Size).Fit(weights, 4);
        for (int i = 0; i < Size; i++)
        {
            foreach (int change in (int[])[-1, 1])
            {
                short[] other = [.. row.Codes];
                other[i] = (short)Math.Clamp(other[i] + change, -8, 7);
                Assert.True(RandomProblem.Error(weights, other, row.Step, moments) >= row.Error * 0.99);
            }
        }
    }

    [Fact]
    public void A_row_of_zeros_stays_zero()
    {
        FittedRow row = new RowFitter(RandomProblem.Moments(Size, 1), Size).Fit(new double[Size], 4);
        Assert.All(row.Codes, c => Assert.Equal(0, c));
        Assert.Equal(0, row.Step);
    }

    /// <summary>The least error over all codes, each with its best step.</summary>
    private static double Exhaustive(double[] weights, double[] moments)
    {
        int size = weights.Length;
        double best = double.MaxValue;
        for (int word = 0; word < 1 << (2 * size); word++)
        {
            short[] codes = [.. Enumerable.Range(0, size).Select(i => (short)(((word >> (2 * i)) & 3) - 2))];
            double energy = 0, match = 0;
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    energy += codes[i] * moments[(i * size) + j] * codes[j];
                    match += codes[i] * moments[(i * size) + j] * weights[j];
                }
            }

            double step = energy > 0 ? Math.Max(0, match / energy) : 0;
            best = Math.Min(best, RandomProblem.Error(weights, codes, step, moments));
        }

        return best;
    }
}
