using System.Security.Cryptography;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Runtime.Model;

using HostTrainer.Quantization;
using HostTrainer.Training.Checkpoints;

namespace HostTrainer.Training.Quantized;

/// <summary>A model to retrain: a float checkpoint, or a model file whose 16-bit master is taken as floats.</summary>
/// <param name="Model">Float weights.</param>
/// <param name="Hash">SHA-256 of the file, 64 lower-case hexadecimal digits; of a model file the one plans name.</param>
public sealed record RetrainingParent(FloatModel Model, string Hash) : IDisposable
{
    /// <summary>Reads either kind of file.</summary>
    /// <exception cref="EdgeException">The file is unreadable, damaged or neither.</exception>
    public static RetrainingParent Load(string path)
    {
        byte[] bytes = WholeFile.Read(path, SafetensorsFile.MaxBytes, "model");
        return SafetensorsFile.Parse(bytes, path).Metadata.ContainsKey("calibration")
            ? Of(ModelFile.Load(path))
            : new RetrainingParent(FloatModel.Load(path), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>A loaded model file's master.</summary>
    public static RetrainingParent Of(RecognizerModel model) => new(ModelExporter.ToFloat(model), model.Hash);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
