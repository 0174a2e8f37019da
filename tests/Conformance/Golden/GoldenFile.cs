using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conformance.Golden;

/// <summary>The content of <c>golden.json</c>: what this engine must compute on every machine.</summary>
/// <param name="Schema">Document schema number, 1.</param>
/// <param name="Model">SHA-256 that the committed small model states.</param>
/// <param name="Features">Hash of the network inputs of the synthetic sound.</param>
/// <param name="Streams">Hashes of the small model on the synthetic sound, by plan.</param>
/// <param name="PreparedModel">SHA-256 that the committed small model with prepared codes states.</param>
/// <param name="Prepared">Hashes of the posteriors of that model as a stream, by plan.</param>
/// <param name="Bidirectional">Hashes of the posteriors of the bidirectional model, by plan.</param>
/// <param name="Cells">The gated cells by name.</param>
/// <param name="DefaultModel">The default model on the sample speech; null while there is no default model.</param>
internal sealed record GoldenFile(
    int Schema,
    string Model,
    string Features,
    IReadOnlyDictionary<string, GoldenStream> Streams,
    string PreparedModel,
    IReadOnlyDictionary<string, string> Prepared,
    IReadOnlyDictionary<string, string> Bidirectional,
    IReadOnlyDictionary<string, GoldenCell> Cells,
    GoldenSpeech? DefaultModel)
{
    /// <summary>Where golden values are kept.</summary>
    public static string Folder { get; } = Path.Combine(Repository.SourceTree.Root, "tests", "Conformance");

    /// <summary>The committed small model, a file of format 1.</summary>
    public static string ModelPath { get; } = Path.Combine(Folder, "model-format-1.safetensors");

    /// <summary>The small model with prepared codes, a file of format 2.</summary>
    public static string PreparedModelPath { get; } = Path.Combine(Folder, "model-format-2.safetensors");

    private static string FilePath => Path.Combine(Folder, "golden.json");

    /// <summary>Reads the committed values.</summary>
    public static GoldenFile Load() => JsonSerializer.Deserialize(File.ReadAllBytes(FilePath), GoldenJson.Default.GoldenFile)!;

    /// <summary>Replaces the committed values.</summary>
    public void Save() => File.WriteAllText(FilePath, JsonSerializer.Serialize(this, GoldenJson.Default.GoldenFile) + "\n");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(GoldenFile))]
internal sealed partial class GoldenJson : JsonSerializerContext;
