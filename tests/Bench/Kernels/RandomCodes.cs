using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Bench.Kernels;

/// <summary>Weights and activations of full range.</summary>
internal static class RandomCodes
{
    private const int LargestChange = 40;

    public static QuantizedMatrix Matrix(Random random, int rows, int columns, int bits)
    {
        double[] steps = new double[rows];
        Array.Fill(steps, 1.0 / 1024);
        return new QuantizedMatrix(rows, columns, bits, Vector(random, rows * columns, bits), steps);
    }

    public static short[] Vector(Random random, int length, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        short[] codes = new short[length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (short)random.Next(low, high + 1);
        }

        return codes;
    }

    /// <summary>
    /// Successive 8-bit vectors in which each element, independently of the others, keeps its value with a given probability and
    /// otherwise moves by 1 to <see cref="LargestChange"/>; or each of several neighbours does, when these keep and move together.
    /// </summary>
    public static short[][] Sequence(Random random, int length, int frames, double unchanged, int together = 1)
    {
        (int low, int high) = Requantizer.CodeRange(8);
        short[][] sequence = new short[frames][];
        sequence[0] = Vector(random, length, 8);
        for (int f = 1; f < frames; f++)
        {
            sequence[f] = [.. sequence[f - 1]];
            bool moves = false;
            for (int i = 0; i < length; i++)
            {
                moves = i % together == 0 ? random.NextDouble() >= unchanged : moves;
                if (moves)
                {
                    int change = random.Next(1, LargestChange + 1) * (random.Next(2) == 0 ? 1 : -1);
                    int moved = sequence[f][i] + change;
                    sequence[f][i] = (short)(moved < low || moved > high ? sequence[f][i] - change : moved);
                }
            }
        }

        return sequence;
    }
}
