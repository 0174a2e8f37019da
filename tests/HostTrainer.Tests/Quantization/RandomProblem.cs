namespace HostTrainer.Tests.Quantization;

/// <summary>Rows of weights, and moments of inputs that depend on each other as activations do.</summary>
internal static class RandomProblem
{
    /// <summary>Mean of x x' over random frames, with a little on the diagonal.</summary>
    public static double[] Moments(int size, int seed)
    {
        Random random = new(seed);
        int frames = 3 * size;
        double[][] x = [.. Enumerable.Range(0, frames).Select(_ =>
        {
            double common = random.NextDouble() - 0.2;
            return Enumerable.Range(0, size).Select(i => common + ((random.NextDouble() - 0.5) * (1 + (i % 5)))).ToArray();
        })];
        double[] moments = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                moments[(i * size) + j] = x.Average(v => v[i] * v[j]) + (i == j ? 0.01 : 0);
            }
        }

        return moments;
    }

    public static double[] Row(int size, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) / 4)];
    }

    /// <summary>e' H e of a row that was replaced by codes.</summary>
    public static double Error(double[] weights, IReadOnlyList<short> codes, double step, double[] moments)
    {
        int size = weights.Length;
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                sum += (weights[i] - (codes[i] * step)) * (weights[j] - (codes[j] * step)) * moments[(i * size) + j];
            }
        }

        return sum;
    }
}
