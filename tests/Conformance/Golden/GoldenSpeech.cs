using Edge.Runtime.Audio;
using Edge.Runtime.Model;

namespace Conformance.Golden;

/// <summary>The default model on the sample speech that comes with it.</summary>
/// <param name="Model">SHA-256 of the model.</param>
/// <param name="Recordings">Hashes at 16 bits by path below <c>models/samples</c>.</param>
internal sealed record GoldenSpeech(string Model, IReadOnlyDictionary<string, GoldenStream> Recordings)
{
    private static readonly string[] AudioExtensions = [".wav", ".flac", ".sph"];

    private static string Models => Path.Combine(Repository.SourceTree.Root, "models");

    private static string ModelPath => Path.Combine(Models, "default.safetensors");

    /// <summary>Recognises every sample; null when there is no default model.</summary>
    public static GoldenSpeech? Measure()
    {
        if (!File.Exists(ModelPath))
        {
            return null;
        }

        RecognizerModel model = ModelFile.Load(ModelPath);
        QuantizedNetwork network = new(model, model.MasterPlan());
        string samples = Path.Combine(Models, "samples");
        SortedDictionary<string, GoldenStream> recordings = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            if (AudioExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                recordings[Path.GetRelativePath(samples, path).Replace('\\', '/')] = GoldenRun.Stream(network, AudioFile.ReadMono16k(path));
            }
        }

        return new GoldenSpeech(model.Hash, recordings);
    }
}
