using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using HostTrainer.Training.Network;
using HostTrainer.Training.Numerics;

namespace HostTrainer.Training.Checkpoints;

/// <summary>
/// A trained model in float32: what training delivers and quantisation starts from. One safetensors file with the tensors
/// <c>L0.weight</c> [rows, columns], <c>L0.recurrent</c> [2, directions x hidden] (forget, reset), <c>L0.bias</c> likewise, <c>Pr1.weight</c>, ...,
/// <c>FC.weight</c>, <c>FC.bias</c> (gated networks: the tensors of <see cref="ParameterLayout"/>), and JSON metadata <c>topology</c>, <c>features</c>, <c>statistics</c>, <c>phones</c>, <c>decoder</c>, <c>training</c>.
/// </summary>
/// <param name="Topology">Shape of the network.</param>
/// <param name="Features">Front end.</param>
/// <param name="Statistics">Feature statistics of the training data.</param>
/// <param name="Decoder">Phones in the order of the outputs, priors, bigram and scales.</param>
/// <param name="Training">The options of the run, as JSON.</param>
/// <param name="Parameters">Flat parameters in <see cref="Layout"/>.</param>
/// <param name="Normalized">True while a gated network's batch normalisation is still separate: the form that training goes on from.</param>
public sealed record FloatModel(
    NetworkTopology Topology,
    FeatureOptions Features,
    FeatureStatistics Statistics,
    DecoderModel Decoder,
    string Training,
    AlignedBuffer Parameters,
    bool Normalized = false) : IDisposable
{
    /// <summary>Where every tensor lies in <see cref="Parameters"/>.</summary>
    public ParameterLayout Layout => new(Topology, Normalized);

    /// <summary>Reads a model and folds batch normalisation into its weights, which is how a device computes.</summary>
    /// <exception cref="EdgeException">The file is unreadable, damaged or incomplete.</exception>
    public static FloatModel Load(string path)
    {
        FloatModel model = LoadTrained(path);
        if (!model.Normalized)
        {
            return model;
        }

        using (model)
        {
            return model with { Parameters = NormalizationFold.Apply(model.Layout, model.Parameters), Normalized = false };
        }
    }

    /// <summary>Reads a model as it was trained, batch normalisation separate if it has any.</summary>
    /// <exception cref="EdgeException">The file is unreadable, damaged or incomplete.</exception>
    public static FloatModel LoadTrained(string path)
    {
        SafetensorsFile file = SafetensorsFile.Load(path);
        NetworkTopology topology = Read(file, path, "topology", TrainingJson.Default.NetworkTopology).Validated(path);
        FeatureOptions features = Read(file, path, "features", TrainingJson.Default.FeatureOptions);
        FeatureStatistics statistics = Read(file, path, "statistics", TrainingJson.Default.FeatureStatistics).Validated(features, path);
        DecoderModel decoder = DecoderModel.Parse(System.Text.Encoding.UTF8.GetBytes(Text(file, path, "decoder")), path);
        if (decoder.Phones.Count != topology.Outputs || features.InputSize != topology.InputSize)
        {
            throw EdgeException.BadInput("topology, features and phones do not fit each other", path, "export the model again");
        }

        ParameterLayout layout = new(topology, file.Tensors.ContainsKey("x0.gamma"));
        AlignedBuffer parameters = new(layout.Length);
        TensorStore.Read(file, path, "", layout, parameters);
        CheckVariances(path, layout, parameters);
        return new FloatModel(topology, features, statistics, decoder, file.Metadata.GetValueOrDefault("training", ""), parameters, layout.Normalized);
    }

    /// <summary>Writes the model, replacing a file atomically.</summary>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public void Save(string path)
    {
        Dictionary<string, SafetensorsTensor> tensors = [];
        TensorStore.Add(tensors, "", Layout, Parameters);
        Dictionary<string, string> metadata = new()
        {
            ["topology"] = JsonSerializer.Serialize(Topology, TrainingJson.Default.NetworkTopology),
            ["features"] = JsonSerializer.Serialize(Features, TrainingJson.Default.FeatureOptions),
            ["statistics"] = JsonSerializer.Serialize(Statistics, TrainingJson.Default.FeatureStatistics),
            ["phones"] = JsonSerializer.Serialize(Decoder.Phones, TrainingJson.Default.IReadOnlyListString),
            ["decoder"] = System.Text.Encoding.UTF8.GetString(Decoder.ToJson()),
            ["training"] = Training,
        };
        new SafetensorsFile(metadata, tensors).Save(path);
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private static void CheckVariances(string path, ParameterLayout layout, AlignedBuffer parameters)
    {
        foreach (ParameterSegment segment in layout.Statistics.Where(s => s.Name.EndsWith(".variance", StringComparison.Ordinal)))
        {
            foreach (float value in parameters.Span.Slice(segment.Offset, segment.Length))
            {
                if (!(value >= 0 && float.IsFinite(value)))
                {
                    throw EdgeException.BadInput($"tensor '{segment.Name}' holds {value}, which is no variance", path, "train the model again");
                }
            }
        }
    }

    private static string Text(SafetensorsFile file, string path, string key) =>
        file.Metadata.TryGetValue(key, out string? text)
            ? text
            : throw EdgeException.BadInput($"metadata '{key}' is missing", path, "this is no model written by 'mohaq train'");

    private static T Read<T>(SafetensorsFile file, string path, string key, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Text(file, path, key), type) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput($"metadata '{key}' is malformed", path, "train or export the model again", e);
        }
    }
}
