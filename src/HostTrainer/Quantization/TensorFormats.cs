using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

namespace HostTrainer.Quantization;

/// <summary>The 16-bit formats of a master's tensors.</summary>
/// <param name="topology">The network.</param>
/// <param name="record">Every number format.</param>
internal sealed class TensorFormats(NetworkTopology topology, CalibrationRecord record)
{
    /// <summary>The nearest codes of a tensor's values.</summary>
    public short[] Encode(string tensor, ReadOnlySpan<float> values)
    {
        Func<int, int> fractionBits = Of(tensor);
        short[] codes = new short[values.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = FixedPointFormat.Encode(values[i], fractionBits(i));
        }

        return codes;
    }

    /// <summary>The values of a tensor's codes.</summary>
    public void Decode(string tensor, ReadOnlySpan<short> codes, Span<float> values)
    {
        Func<int, int> fractionBits = Of(tensor);
        for (int i = 0; i < codes.Length; i++)
        {
            values[i] = FixedPointFormat.Decode(codes[i], fractionBits(i));
        }
    }

    /// <summary>Fraction bits by element: only biases of gated layers have more than one format.</summary>
    private Func<int, int> Of(string tensor)
    {
        string[] parts = tensor.Split('.');
        (int index, MatrixShape shape) = topology.Matrices().Index().Single(m => m.Item.Name == parts[0]);
        if (parts[1] == "bias" && shape.Role == MatrixRole.Input && topology.IsGated)
        {
            return row => CellFormats.InputRow(topology, shape.Layer, record.Cells[shape.Layer], row);
        }

        int bits = parts[1] switch
        {
            "weight" => record.Layers[index].WeightFractionBits,
            "recurrent" => record.Cells[shape.Layer].RecurrentFractionBits,
            _ => shape.Role == MatrixRole.Output ? record.OutputBiasFractionBits : GateSigmoid.InputFractionBits,
        };
        return _ => bits;
    }
}
