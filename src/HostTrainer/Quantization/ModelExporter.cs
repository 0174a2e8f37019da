using Edge.Runtime.Model;

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
    /// <param name="model">The trained model, without batch normalisation of its own.</param>
    /// <param name="record">Every number format.</param>
    /// <param name="provenance">Kept in the file.</param>
    /// <returns>The model, not yet saved.</returns>
    public static RecognizerModel Export(FloatModel model, CalibrationRecord record, IReadOnlyDictionary<string, string> provenance)
    {
        ParameterLayout layout = new(model.Topology);
        TensorFormats formats = new(model.Topology, record);
        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] _) in RecognizerModel.TensorShapes(model.Topology))
        {
            ParameterSegment segment = layout[name];
            masters[name] = formats.Encode(name, model.Parameters.Span.Slice(segment.Offset, segment.Length));
        }

        return new RecognizerModel(model.Topology, model.Features, model.Statistics, model.Decoder, record, masters, provenance, "");
    }

    /// <summary>The master's values as parameters of the float network: what plans are measured against.</summary>
    public static FloatModel ToFloat(RecognizerModel model)
    {
        ParameterLayout layout = new(model.Topology);
        AlignedBuffer parameters = new(layout.Length);
        TensorFormats formats = new(model.Topology, model.Calibration);
        foreach ((string name, short[] codes) in model.Masters)
        {
            formats.Decode(name, codes, parameters.Span.Slice(layout[name].Offset, codes.Length));
        }

        return new FloatModel(model.Topology, model.Features, model.Statistics, model.Decoder, "", parameters);
    }
}
