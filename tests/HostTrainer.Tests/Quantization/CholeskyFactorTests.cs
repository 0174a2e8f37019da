using HostTrainer.Quantization.Fitting;

using Xunit;

namespace HostTrainer.Tests.Quantization;

public class CholeskyFactorTests
{
    private const int Size = 13;

    [Fact]
    public void The_solution_solves_the_system()
    {
        double[] matrix = RandomProblem.Moments(Size, seed: 1);
        double[] right = RandomProblem.Row(Size, seed: 2);
        double[] solution = [.. right];
        new CholeskyFactor(matrix, Size).Solve(solution);
        for (int i = 0; i < Size; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, Size).Sum(j => matrix[(i * Size) + j] * solution[j]), 1e-9);
        }
    }

    [Fact]
    public void The_inverse_and_the_upper_factor_give_the_matrix_back()
    {
        double[] matrix = RandomProblem.Moments(Size, seed: 3);
        CholeskyFactor factor = new(matrix, Size);
        double[] inverse = factor.Inverse(), upper = factor.Upper();
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                double product = 0, square = 0;
                for (int k = 0; k < Size; k++)
                {
                    product += matrix[(i * Size) + k] * inverse[(k * Size) + j];
                    square += upper[(k * Size) + i] * upper[(k * Size) + j];
                }

                Assert.Equal(i == j ? 1 : 0, product, 1e-9);
                Assert.Equal(matrix[(i * Size) + j], square, 1e-9);
                Assert.True(j >= i || upper[(i * Size) + j] == 0);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        double[] matrix = [1, 2, 2, 1];
        Assert.Contains("pivot 1", Assert.Throws<ArgumentException>(() => new CholeskyFactor(matrix, 2)).Message, StringComparison.Ordinal);
    }
}
