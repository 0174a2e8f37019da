using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Quantization;

namespace HostTrainer.Cli;

/// <summary><c>mohaq model import</c>: calibrates a float checkpoint and writes the 16-bit model file.</summary>
internal static class ModelVerbImport
{
    private static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "Float checkpoint (safetensors) written by 'mohaq train'.", Required = true };
    private static readonly Option<string[]> Calibration = new("--calibration") { Description = "Speech to calibrate on, TIMIT's layout; may be repeated.", Required = true };
    private static readonly Option<int> Utterances = new("--utterances")
    {
        Description = "Calibration utterances in all.",
        DefaultValueFactory = _ => CalibrationSpeech.DefaultCount,
    };

    private static readonly Option<string[]> Provenance = new("--provenance") { Description = "key=text to keep in the file; may be repeated." };
    private static readonly Option<string> Out = new("--out") { Description = "Model file to write.", Required = true };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    public static Command Create()
    {
        Command command = new("import", "Calibrate a float checkpoint and write a model file.") { Checkpoint, Calibration, Utterances, Provenance, Out, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        Dictionary<string, string> provenance = [];
        foreach (string entry in parsed.GetValue(Provenance) ?? [])
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new EdgeException(ExitCode.Usage, $"'{entry}' is not key=text", "--provenance", "write --provenance licence=\"...\"");
            }

            provenance[entry[..equals]] = entry[(equals + 1)..];
        }

        string path = parsed.GetRequiredValue(Out);
        RecognizerModel model = CheckpointImport.Run(
            parsed.GetRequiredValue(Checkpoint), parsed.GetRequiredValue(Calibration), parsed.GetValue(Utterances), provenance, path);
        ImportDocument document = new(1, path, new FileInfo(path).Length, model.Hash);
        Console.Out.WriteLine(parsed.GetValue(Json)
            ? JsonSerializer.Serialize(document, ImportVerbJson.Default.ImportDocument)
            : $"{document.Model}: {document.Bytes:N0} bytes, model {document.ModelHash}");
        return (int)ExitCode.Ok;
    }
}

/// <summary>What <c>mohaq model import --json</c> prints.</summary>
internal sealed record ImportDocument(int Schema, string Model, long Bytes, string ModelHash);

/// <summary>Source-generated JSON of the verb.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImportDocument))]
internal sealed partial class ImportVerbJson : JsonSerializerContext;
