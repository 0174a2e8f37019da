namespace Bench.Peers;

/// <summary>Writes y = W x into a graph at a precision.</summary>
/// <param name="graph">The graph.</param>
/// <param name="precision">How weights are held.</param>
internal sealed class PeerMatrix(OnnxGraph graph, PeerPrecision precision)
{
    private const int Block = 32;
    private const int Bits = 4;
    private const int AccuracyInt8 = 4;

    /// <summary>The product of a matrix with a value.</summary>
    /// <param name="value">Name of x.</param>
    /// <param name="weights">[row x column].</param>
    /// <param name="rows">Outputs.</param>
    /// <param name="columns">Inputs; a multiple of 32 for 4 bits.</param>
    public string Multiply(string value, float[] weights, int rows, int columns) => precision switch
    {
        PeerPrecision.DynamicInt8 => Dynamic(value, weights, rows, columns),
        PeerPrecision.FourBits => Blocks(value, weights, rows, columns),
        _ => graph.Node("MatMul", value, graph.Floats(Transposed(weights, rows, columns), columns, rows)),
    };

    private string Dynamic(string value, float[] weights, int rows, int columns)
    {
        float[] scales = new float[rows];
        sbyte[] codes = new sbyte[weights.Length];
        for (int r = 0; r < rows; r++)
        {
            scales[r] = Largest(weights.AsSpan(r * columns, columns)) / 127;
            for (int c = 0; c < columns; c++)
            {
                codes[(c * rows) + r] = (sbyte)Math.Round(weights[(r * columns) + c] / scales[r]);
            }
        }

        string output = graph.NewName();
        graph.Node(
            "DynamicQuantizeMatMul", [value, graph.SignedBytes(codes, columns, rows), graph.Floats(scales, rows)], [output], OnnxGraph.Microsoft);
        return output;
    }

    private string Blocks(string value, float[] weights, int rows, int columns)
    {
        int blocks = weights.Length / Block;
        float[] scales = new float[blocks];
        byte[] packed = new byte[weights.Length / 2];
        for (int b = 0; b < blocks; b++)
        {
            ReadOnlySpan<float> block = weights.AsSpan(b * Block, Block);
            scales[b] = Largest(block) / 7;
            for (int i = 0; i < Block; i++)
            {
                // Low nibble first; 8 stands for zero.
                int code = (int)Math.Round(block[i] / scales[b]) + 8;
                packed[((b * Block) + i) / 2] |= (byte)(code << (i % 2 * Bits));
            }
        }

        string output = graph.NewName();
        graph.Node(
            "MatMulNBits",
            [value, graph.Bytes(packed, rows, columns / Block, Block / 2), graph.Floats(scales, blocks)],
            [output],
            OnnxGraph.Microsoft,
            ("K", columns),
            ("N", rows),
            ("bits", Bits),
            ("block_size", Block),
            ("accuracy_level", AccuracyInt8));
        return output;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 1e-9f;
        foreach (float value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private static float[] Transposed(float[] weights, int rows, int columns)
    {
        float[] transposed = new float[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            transposed[(i % columns * rows) + (i / columns)] = weights[i];
        }

        return transposed;
    }
}
