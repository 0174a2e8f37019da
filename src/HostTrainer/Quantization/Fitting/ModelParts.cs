using Edge.Runtime.Model;

namespace HostTrainer.Quantization.Fitting;

/// <summary>Models with one part replaced.</summary>
internal static class ModelParts
{
    /// <summary>Prepared codes for a matrix.</summary>
    public static RecognizerModel WithCodes(RecognizerModel model, string layer, QuantizedMatrix codes)
    {
        Dictionary<(string, int), QuantizedMatrix> prepared = model.Prepared?.ToDictionary(p => p.Key, p => p.Value) ?? [];
        prepared[(layer, codes.Bits)] = codes;
        return model with { Prepared = prepared };
    }

    /// <summary>Another bias; the fraction bits of FC's follow its largest value.</summary>
    public static RecognizerModel WithBias(RecognizerModel model, string name, ReadOnlySpan<float> values)
    {
        CalibrationRecord calibration = model.Calibration;
        if (name == "FC.bias")
        {
            float largest = 0;
            foreach (float value in values)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            calibration = calibration with { OutputBiasFractionBits = FixedPointFormat.FractionBits(largest) };
        }

        Dictionary<string, short[]> masters = new(model.Masters)
        {
            [name] = new TensorFormats(model.Topology, calibration).Encode(name, values),
        };
        return model with { Calibration = calibration, Masters = masters };
    }

    /// <summary>The values codes stand for.</summary>
    public static void Decode(QuantizedMatrix matrix, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(matrix.Codes[i] * matrix.Steps[i / matrix.Columns]);
        }
    }
}
