using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Model;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq model inspect</c>: what a model file holds, after checking every byte of it.</summary>
internal static class ModelVerbInspect
{
    private static readonly Argument<string> ModelPath = new("FILE") { Description = "Model file." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    public static Command Create()
    {
        Command command = new("inspect", "Check a model file and show what it holds.") { ModelPath, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(ModelPath));
        InspectDocument document = new(
            1, model.Hash, model.Topology, model.Features, model.Topology.Matrices().Sum(m => (long)m.Weights), model.Decoder.Phones, model.Calibration, model.Provenance);
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, InspectVerbJson.Default.InspectDocument));
            return (int)ExitCode.Ok;
        }

        Table table = new Table().AddColumns("layer", "rows", "columns", "weights", "weight format", "input format", "clip 2/4/8 bits");
        foreach ((MatrixShape shape, LayerCalibration layer) in model.Topology.Matrices().Zip(model.Calibration.Layers))
        {
            string clips = string.Join(" / ", new[] { layer.Clip2, layer.Clip4, layer.Clip8 }.Select(c => c.ToString("0.000", CultureInfo.InvariantCulture)));
            table.AddRow(
                shape.Name, $"{shape.Rows}", $"{shape.Columns}", $"{shape.Weights:N0}", $"2^-{layer.WeightFractionBits}", $"2^-{layer.ActivationFractionBits}", clips);
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine($"model {model.Hash}");
        Console.Out.WriteLine($"{document.Weights:N0} weights, {document.Phones.Count} phones: {string.Join(' ', document.Phones)}");
        foreach ((string key, string text) in model.Provenance)
        {
            Console.Out.WriteLine($"{key}: {text}");
        }

        return (int)ExitCode.Ok;
    }
}

/// <summary>What <c>mohaq model inspect --json</c> prints.</summary>
internal sealed record InspectDocument(
    int Schema,
    string ModelHash,
    NetworkTopology Topology,
    FeatureOptions Features,
    long Weights,
    IReadOnlyList<string> Phones,
    CalibrationRecord Calibration,
    IReadOnlyDictionary<string, string> Provenance);

/// <summary>Source-generated JSON of the verb.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InspectDocument))]
internal sealed partial class InspectVerbJson : JsonSerializerContext;
