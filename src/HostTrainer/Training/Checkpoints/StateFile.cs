using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

namespace HostTrainer.Training.Checkpoints;

/// <summary>
/// The resumable state of a run: weights, averages and optimiser moments as float32 tensors, position and options as metadata. Replaced
/// atomically; a run that goes on from it makes the same weights, bit for bit, as one that was never interrupted.
/// </summary>
public static class StateFile
{
    private const string PositionKey = "position";
    private const string OptionsKey = "options";

    /// <summary>Writes a state.</summary>
    /// <exception cref="EdgeException">The file cannot be written.</exception>
    public static void Save(string path, TrainingState state, TrainerOptions options)
    {
        Dictionary<string, SafetensorsTensor> tensors = [];
        foreach ((string prefix, Numerics.AlignedBuffer buffer) in state.Buffers)
        {
            TensorStore.Add(tensors, prefix, state.Layout, buffer);
        }

        Dictionary<string, string> metadata = new()
        {
            [PositionKey] = JsonSerializer.Serialize(state.Position, TrainingJson.Default.TrainingPosition),
            [OptionsKey] = Describe(options),
        };
        new SafetensorsFile(metadata, tensors).Save(path);
    }

    /// <summary>
    /// Reads a state into a run that has the same options; the number of epochs and of final halvings may differ, so that a run can be cut short or
    /// extended.
    /// </summary>
    /// <exception cref="EdgeException">The file is unreadable or damaged, or belongs to a run with other options.</exception>
    public static void Load(string path, TrainingState state, TrainerOptions options)
    {
        SafetensorsFile file = SafetensorsFile.Load(path);
        if (Describe(Plan(ReadOptions(file, path))) != Describe(Plan(options)))
        {
            throw EdgeException.BadInput(
                "the state was written by a run with other options", path, "give the same options, or leave out --resume to start over");
        }

        foreach ((string prefix, Numerics.AlignedBuffer buffer) in state.Buffers)
        {
            TensorStore.Read(file, path, prefix, state.Layout, buffer);
        }

        state.Position = ReadPosition(file, path);
    }

    private static TrainerOptions Plan(TrainerOptions options) => options with { Epochs = 1, FinalHalvings = 0 };

    private static TrainingPosition ReadPosition(SafetensorsFile file, string path) =>
        Read(file, path, PositionKey, TrainingJson.Default.TrainingPosition);

    private static TrainerOptions ReadOptions(SafetensorsFile file, string path) => Read(file, path, OptionsKey, TrainingJson.Default.TrainerOptions);

    private static T Read<T>(SafetensorsFile file, string path, string key, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(file.Metadata.GetValueOrDefault(key, ""), type) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw EdgeException.BadInput($"the state holds no {key}", path, "leave out --resume to start over", e);
        }
    }

    /// <summary>The options as JSON, for provenance and for comparison on resume.</summary>
    public static string Describe(TrainerOptions options) => JsonSerializer.Serialize(options, TrainingJson.Default.TrainerOptions);
}
