using System.Numerics.Tensors;

namespace HostTrainer.Quantization.Fitting;

/// <summary>Cholesky factor of a symmetric, positive definite matrix, and what quantisation needs of it.</summary>
public sealed class CholeskyFactor
{
    private readonly double[] _lower;

    /// <summary>Factors A = L L'.</summary>
    /// <param name="matrix">[size x size], symmetric; only the lower triangle is read.</param>
    /// <param name="size">Rows and columns.</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public CholeskyFactor(ReadOnlySpan<double> matrix, int size)
    {
        Size = size;
        _lower = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[(i * size) + j] - TensorPrimitives.Dot<double>(Row(i)[..j], Row(j)[..j]);
                if (i == j && !(rest > 0))
                {
                    throw new ArgumentException($"the matrix is not positive definite (pivot {i})", nameof(matrix));
                }

                _lower[(i * size) + j] = i == j ? Math.Sqrt(rest) : rest / _lower[(j * size) + j];
            }
        }
    }

    /// <summary>Rows and columns.</summary>
    public int Size { get; }

    /// <summary>Solves A x = b in place.</summary>
    public void Solve(Span<double> b)
    {
        for (int i = 0; i < Size; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot<double>(Row(i)[..i], b[..i])) / Row(i)[i];
        }

        for (int i = Size - 1; i >= 0; i--)
        {
            b[i] /= Row(i)[i];
            TensorPrimitives.MultiplyAdd(Row(i)[..i], -b[i], b[..i], b[..i]);
        }
    }

    /// <summary>The inverse of A, [size x size].</summary>
    public double[] Inverse()
    {
        double[] inverse = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            Span<double> row = inverse.AsSpan(i * Size, Size);
            row[i] = 1;
            Solve(row);
        }

        return inverse;
    }

    /// <summary>U of A = U' U, row-major: the transpose of L.</summary>
    public double[] Upper()
    {
        double[] upper = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                upper[(j * Size) + i] = _lower[(i * Size) + j];
            }
        }

        return upper;
    }

    private ReadOnlySpan<double> Row(int i) => _lower.AsSpan(i * Size, Size);
}
