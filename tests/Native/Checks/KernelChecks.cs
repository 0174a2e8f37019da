using Conformance.Golden;

using Edge.Runtime.Kernels;
using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace Native.Checks;

/// <summary>
/// Matrix products by every set of kernels this machine has: all widths, odd shapes, extreme codes, one frame, blocks and delta.
/// </summary>
internal static class KernelChecks
{
    private static readonly int[] Widths = [2, 4, 8, 16];
    private static readonly (int Rows, int Columns)[] Shapes = [(1, 1), (3, 5), (64, 16), (70, 33), (131, 258)];
    private static readonly int[] Blocks = [1, 4, 7, BlockProduct.MaxFrames];

    /// <summary>Runs the check.</summary>
    public static void Run(CheckReport report)
    {
        using ResultHash hash = new();
        foreach (KernelSet set in Forms.Kernels)
        {
            foreach (int weightBits in Widths)
            {
                foreach (int activationBits in Widths)
                {
                    Products(hash, set, weightBits, activationBits);
                    report.Add($"product w{weightBits}a{activationBits}", Forms.Name(set), hash.Finish());
                }
            }
        }
    }

    private static void Products(ResultHash hash, KernelSet set, int weightBits, int activationBits)
    {
        IntegerDraw draw = new((ulong)((100 * weightBits) + activationBits));
        foreach ((int rows, int columns) in Shapes)
        {
            double[] steps = new double[rows];
            Array.Fill(steps, 1);
            PackedMatrix matrix = new(new QuantizedMatrix(rows, columns, weightBits, Codes(draw, rows * columns, weightBits), steps));
            foreach (int? threshold in (int?[])[null, 0, 2])
            {
                Frames(hash, draw, new MatrixProduct(matrix, activationBits, threshold, set), columns, rows, activationBits);
            }

            Block(hash, draw, new BlockProduct(matrix, activationBits, null, set), columns, rows, activationBits);
        }
    }

    /// <summary>A stream whose inputs change in part from frame to frame, and all at once now and then.</summary>
    private static void Frames(ResultHash hash, IntegerDraw draw, MatrixProduct product, int columns, int rows, int bits)
    {
        short[] codes = Codes(draw, columns, bits);
        for (int frame = 0; frame < 6; frame++)
        {
            product.Compute(codes);
            for (int row = 0; row < rows; row++)
            {
                hash.Add(product.Accumulator(row));
            }

            short[] next = Codes(draw, columns, bits);
            for (int i = 0; i < columns; i++)
            {
                codes[i] = frame == 3 || draw.Uniform(4) == 0 ? next[i] : codes[i];
            }
        }
    }

    private static void Block(ResultHash hash, IntegerDraw draw, BlockProduct product, int columns, int rows, int bits)
    {
        foreach (int frames in Blocks)
        {
            product.Compute(Codes(draw, frames * columns, bits));
            for (int at = 0; at < frames * rows; at++)
            {
                hash.Add(product.Accumulator(at / rows, at % rows));
            }
        }
    }

    /// <summary>Codes over the whole range, its ends more often than by chance.</summary>
    private static short[] Codes(IntegerDraw draw, int count, int bits)
    {
        (int low, int high) = Requantizer.CodeRange(bits);
        short[] codes = new short[count];
        for (int i = 0; i < count; i++)
        {
            codes[i] = (short)Math.Clamp(draw.Uniform(high + (high / 4) + 1), low, high);
        }

        return codes;
    }
}
