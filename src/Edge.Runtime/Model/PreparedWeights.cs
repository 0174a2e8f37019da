using Edge.Runtime.Errors;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Model;

/// <summary>
/// Codes prepared on the host as tensors of a model file: <c>L0.weight4</c> holds the codes of L0 at 4 bits as unsigned bytes, row by row, every row padded
/// to whole bytes, the first code in the lowest bits, two's complement; <c>L0.step4</c> holds the value of a code unit of every row as float32.
/// </summary>
internal static class PreparedWeights
{
    private const float LargestStep = 1e6f;
    private static readonly int[] Precisions = [2, 4, 8];

    /// <summary>The tensors of prepared codes, in data-path order.</summary>
    public static IEnumerable<SafetensorsTensor> Write(RecognizerModel model)
    {
        foreach ((MatrixShape shape, int bits) in Places(model.Topology))
        {
            if (model.Prepared?.GetValueOrDefault((shape.Name, bits)) is { } matrix)
            {
                yield return new SafetensorsTensor(CodesName(shape, bits), "U8", [shape.Rows, RowBytes(shape, bits)], Pack(matrix));
                yield return SafetensorsTensor.Of(StepsName(shape, bits), [shape.Rows], [.. matrix.Steps.Select(s => (float)s)]);
            }
        }
    }

    /// <summary>Reads whatever prepared codes a file has.</summary>
    /// <returns>Null when there are none.</returns>
    /// <exception cref="EdgeException">A tensor does not fit its matrix, or a step is out of range.</exception>
    public static IReadOnlyDictionary<(string Layer, int Bits), QuantizedMatrix>? Read(SafetensorsFile file, NetworkTopology topology, string where)
    {
        Dictionary<(string, int), QuantizedMatrix> prepared = [];
        foreach ((MatrixShape shape, int bits) in Places(topology))
        {
            if (file.Tensors.ContainsKey(CodesName(shape, bits)))
            {
                byte[] packed = file.Tensor(CodesName(shape, bits), where).ToBytes(where, shape.Rows, RowBytes(shape, bits));
                float[] steps = file.Tensor(StepsName(shape, bits), where).ToSingles(where, shape.Rows);
                if (!Array.TrueForAll(steps, s => s is >= 0 and < LargestStep))
                {
                    throw EdgeException.BadInput($"tensor {StepsName(shape, bits)} has a step out of range", where, "export the model again");
                }

                prepared[(shape.Name, bits)] = new QuantizedMatrix(shape.Rows, shape.Columns, bits, Unpack(packed, shape, bits), [.. steps.Select(s => (double)s)]);
            }
        }

        return prepared.Count == 0 ? null : prepared;
    }

    private static IEnumerable<(MatrixShape Shape, int Bits)> Places(NetworkTopology topology) =>
        topology.Matrices().SelectMany(shape => Precisions.Select(bits => (shape, bits)));

    private static string CodesName(MatrixShape shape, int bits) => $"{shape.Name}.weight{bits}";

    private static string StepsName(MatrixShape shape, int bits) => $"{shape.Name}.step{bits}";

    private static int RowBytes(MatrixShape shape, int bits) => ((shape.Columns * bits) + 7) / 8;

    private static byte[] Pack(QuantizedMatrix matrix)
    {
        int perByte = 8 / matrix.Bits, mask = (1 << matrix.Bits) - 1, rowBytes = (matrix.Columns + perByte - 1) / perByte;
        byte[] packed = new byte[matrix.Rows * rowBytes];
        for (int i = 0; i < matrix.Codes.Length; i++)
        {
            int column = i % matrix.Columns;
            packed[(i / matrix.Columns * rowBytes) + (column / perByte)] |= (byte)((matrix.Codes[i] & mask) << (column % perByte * matrix.Bits));
        }

        return packed;
    }

    private static short[] Unpack(byte[] packed, MatrixShape shape, int bits)
    {
        int perByte = 8 / bits, rowBytes = RowBytes(shape, bits), low = Requantizer.CodeRange(bits).Low, mask = (1 << bits) - 1;
        short[] codes = new short[shape.Weights];
        for (int i = 0; i < codes.Length; i++)
        {
            int column = i % shape.Columns;
            int code = (packed[(i / shape.Columns * rowBytes) + (column / perByte)] >> (column % perByte * bits)) & mask;
            codes[i] = (short)((code ^ -low) + low);
        }

        return codes;
    }
}
