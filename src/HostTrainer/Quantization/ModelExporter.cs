using Edge.Runtime.Model;
using Edge.Runtime.Numerics;

using HostTrainer.Training.Checkpoints;
using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Quantization;

/// <summary>Turns a trained float model into the 16-bit master a device runs, and back into floats.</summary>
public static class ModelExporter
{
    /// <summary>Writes a trained model in 16-bit fixed point.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="calibration">Network inputs of calibration utterances, [frame x input].</param>
    /// <param name="provenance">Kept in the file.</param>
    /// <returns>The model, not yet saved.</returns>
    public static RecognizerModel Export(FloatModel model, IEnumerable<float[]> calibration, IReadOnlyDictionary<string, string> provenance) =>
        Export(model, Calibrator.Run(model, calibration), provenance);

    /// <summary>Writes a trained model in 16-bit fixed point, in formats that are already chosen.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="record">Every number format.</param>
    /// <param name="provenance">Kept in the file.</param>
    /// <returns>The model, not yet saved.</returns>
    public static RecognizerModel Export(FloatModel model, CalibrationRecord record, IReadOnlyDictionary<string, string> provenance)
    {
        ParameterLayout layout = new(model.Topology);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] _) in RecognizerModel.TensorShapes(model.Topology))
        {
            ParameterSegment segment = layout[name];
            masters[name] = FixedPointFormat.Encode(model.Parameters.Span.Slice(segment.Offset, segment.Length), FractionBits(record, name));
        }

        return new RecognizerModel(model.Topology, model.Features, model.Statistics, model.Decoder, record, masters, provenance, "");
    }

    /// <summary>The master's values as parameters of the float network: what plans are measured against.</summary>
    public static FloatModel ToFloat(RecognizerModel model)
    {
        ParameterLayout layout = new(model.Topology);
        AlignedBuffer parameters = new(layout.Length);
        foreach ((string name, short[] codes) in model.Masters)
        {
            int bits = FractionBits(model.Calibration, name);
            Span<float> target = parameters.Span.Slice(layout[name].Offset, codes.Length);
            for (int i = 0; i < codes.Length; i++)
            {
                target[i] = FixedPointFormat.Decode(codes[i], bits);
            }
        }

        return new FloatModel(model.Topology, model.Features, model.Statistics, model.Decoder, "", parameters);
    }

    /// <summary>Fraction bits of a tensor of the master.</summary>
    internal static int FractionBits(CalibrationRecord record, string tensor)
    {
        string[] parts = tensor.Split('.');
        LayerCalibration layer = record.Layers.Single(l => l.Name == parts[0]);
        return (parts[0], parts[1]) switch
        {
            ("FC", "bias") => record.OutputBiasFractionBits,
            (_, "weight") => layer.WeightFractionBits,
            (_, "recurrent") => record.Cells[int.Parse(parts[0].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)].RecurrentFractionBits,
            _ => GateSigmoid.InputFractionBits,
        };
    }
}
