using Edge.Runtime.Model;

using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Quantization;

/// <summary>From a float checkpoint to a model file: calibrate, convert, write.</summary>
public static class CheckpointImport
{
    /// <summary>Writes the model file of a checkpoint.</summary>
    /// <param name="checkpoint">Float checkpoint that training wrote.</param>
    /// <param name="calibration">Corpora to calibrate on.</param>
    /// <param name="utterances">Calibration utterances in all.</param>
    /// <param name="provenance">Kept in the file, beside the options of the training run.</param>
    /// <param name="path">Model file to write.</param>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">A file cannot be read or written.</exception>
    public static RecognizerModel Run(
        string checkpoint, IReadOnlyList<string> calibration, int utterances, IReadOnlyDictionary<string, string> provenance, string path)
    {
        using FloatModel trained = FloatModel.Load(checkpoint);
        Dictionary<string, string> all = new(provenance);
        if (trained.Training.Length > 0)
        {
            all["training"] = trained.Training;
        }

        IReadOnlyList<float[]> speech = CalibrationSpeech.Load(calibration, trained.Features, trained.Statistics, utterances);
        return ModelFile.Save(ModelExporter.Export(trained, speech, all), path);
    }
}
