using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Files;

namespace Edge.Runtime.Model;

/// <summary>
/// The single-file model: safetensors with int16 tensors, JSON sections in <c>__metadata__</c>, and under <c>sha256</c> the
/// SHA-256 of the whole file with that value's 64 digits taken as zeros. Any changed byte is found before it is used.
/// </summary>
public static class ModelFile
{
    private const string FormatName = "mohaq-model/1";
    private const string PreparedFormatName = "mohaq-model/2";
    private const string GatedFormatName = "mohaq-model/3";
    private const string ProvenancePrefix = "provenance.";
    private const string Remedy = "the file is damaged or no model; get it again";
    private const int HashDigits = 64;

    private static readonly byte[] HashMarker = Encoding.ASCII.GetBytes("\"sha256\":\"");

    /// <summary>Reads a model and checks its hash, every bound and every range.</summary>
    /// <exception cref="EdgeException">The file cannot be read, is damaged, or is no model.</exception>
    public static RecognizerModel Load(string path)
    {
        byte[] bytes = WholeFile.Read(path, SafetensorsFile.MaxBytes, "model");
        SafetensorsFile file = SafetensorsFile.Parse(bytes, path);
        if (!file.Metadata.TryGetValue("format", out string? format) || format is not (FormatName or PreparedFormatName or GatedFormatName))
        {
            throw EdgeException.BadInput(
                $"this is no {FormatName}, {PreparedFormatName} or {GatedFormatName} file", path, "import a checkpoint with 'mohaq model import'");
        }

        string hash = CheckHash(bytes, file, path);
        NetworkTopology topology = Section(file, "topology", ModelJson.Default.NetworkTopology, path).Validated(path);
        if (topology.IsGated != (format == GatedFormatName))
        {
            throw EdgeException.BadInput($"a file of {format} cannot hold a network of {topology.Cell} cells", path, Remedy);
        }

        FeatureOptions features = Section(file, "features", ModelJson.Default.FeatureOptions, path).Validated(path);
        FeatureStatistics statistics = Section(file, "statistics", ModelJson.Default.FeatureStatistics, path).Validated(features, path);
        CalibrationRecord calibration = Section(file, "calibration", ModelJson.Default.CalibrationRecord, path).Validated(topology, path);
        DecoderModel decoder = DecoderModel.Parse(Encoding.UTF8.GetBytes(Text(file, "decoder", path)), $"{path} (decoder)");
        if (features.InputSize != topology.InputSize || decoder.Phones.Count != topology.Outputs)
        {
            throw EdgeException.BadInput(
                $"front end ({features.InputSize}) and phones ({decoder.Phones.Count}) do not fit a network of {topology.InputSize} inputs and {topology.Outputs} outputs",
                path,
                Remedy);
        }

        Dictionary<string, short[]> masters = [];
        foreach ((string name, int[] shape) in RecognizerModel.TensorShapes(topology))
        {
            masters[name] = file.Tensor(name, path).ToInt16(path, shape);
        }

        Dictionary<string, string> provenance = file.Metadata
            .Where(p => p.Key.StartsWith(ProvenancePrefix, StringComparison.Ordinal))
            .ToDictionary(p => p.Key[ProvenancePrefix.Length..], p => p.Value);
        var prepared = format == FormatName ? null : PreparedWeights.Read(file, topology, path);
        return new RecognizerModel(topology, features, statistics, decoder, calibration, masters, provenance, hash, prepared);
    }

    /// <summary>Writes a model (temporary file, flush, rename).</summary>
    /// <returns>The model with its hash.</returns>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static RecognizerModel Save(RecognizerModel model, string path)
    {
        Dictionary<string, string> metadata = new()
        {
            ["format"] = model.Topology.IsGated ? GatedFormatName : model.Prepared is null ? FormatName : PreparedFormatName,
            ["sha256"] = new string('0', HashDigits),
            ["topology"] = JsonSerializer.Serialize(model.Topology, ModelJson.Default.NetworkTopology),
            ["features"] = JsonSerializer.Serialize(model.Features, ModelJson.Default.FeatureOptions),
            ["statistics"] = JsonSerializer.Serialize(model.Statistics, ModelJson.Default.FeatureStatistics),
            ["calibration"] = JsonSerializer.Serialize(model.Calibration, ModelJson.Default.CalibrationRecord),
            ["decoder"] = Encoding.UTF8.GetString(model.Decoder.ToJson()),
        };
        foreach ((string key, string value) in model.Provenance)
        {
            metadata[ProvenancePrefix + key] = value;
        }

        Dictionary<string, SafetensorsTensor> tensors = RecognizerModel.TensorShapes(model.Topology)
            .Select(t => SafetensorsTensor.Of(t.Name, t.Shape, model.Masters[t.Name]))
            .Concat(PreparedWeights.Write(model))
            .ToDictionary(t => t.Name);
        byte[] bytes = new SafetensorsFile(metadata, tensors).ToBytes();
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Encoding.ASCII.GetBytes(hash).CopyTo(bytes, HashPosition(bytes, path));
        SafetensorsFile.SaveBytes(path, bytes);
        return model with { Hash = hash };
    }

    private static string CheckHash(byte[] bytes, SafetensorsFile file, string path)
    {
        string stated = Text(file, "sha256", path);
        byte[] zeroed = [.. bytes];
        zeroed.AsSpan(HashPosition(bytes, path), HashDigits).Fill((byte)'0');
        string found = Convert.ToHexStringLower(SHA256.HashData(zeroed));
        return found == stated
            ? stated
            : throw EdgeException.BadInput($"the file's SHA-256 is {found[..12]}..., it says {stated[..Math.Min(12, stated.Length)]}...", path, Remedy);
    }

    private static int HashPosition(ReadOnlySpan<byte> bytes, string path)
    {
        int marker = bytes.IndexOf(HashMarker);
        return marker >= 0 && marker + HashMarker.Length + HashDigits <= bytes.Length
            ? marker + HashMarker.Length
            : throw EdgeException.BadInput("the header holds no sha256", path, Remedy);
    }

    private static string Text(SafetensorsFile file, string key, string path) =>
        file.Metadata.TryGetValue(key, out string? text)
            ? text
            : throw EdgeException.BadInput($"the header has no section {key}", path, Remedy);

    private static T Section<T>(SafetensorsFile file, string key, JsonTypeInfo<T> type, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(Text(file, key, path), type)
                ?? throw EdgeException.BadInput($"section {key} is null", path, Remedy);
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput($"section {key} is not valid", path, Remedy, e);
        }
    }
}
