using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq quantize</c>: writes a precision plan, fits the model to it when asked, and says what each layer loses and weighs.</summary>
public static class QuantizeVerb
{
    private static readonly Option<string> ModelPath = new("--model") { Description = "Model file.", Required = true };
    private static readonly Option<int> Weights = Bits("--weights", "Weight bits of every layer: 2, 4, 8 or 16.", 8);
    private static readonly Option<int> Activations = Bits("--activations", "Activation bits of every layer: 2, 4, 8 or 16.", 8);
    private static readonly Option<string?> PerLayer = new("--bits")
    {
        Description = "Instead: \"w a w a ...\", weight and activation bits of each layer in data-path order (L0 Pr1 L1 ... FC).",
    };

    private static readonly Option<string?> PlanPath = new("--plan") { Description = "Instead: an existing plan for the model." };
    private static readonly Option<int?> Delta = new("--delta") { Description = "Delta threshold in codes for every layer; without it every frame is dense." };
    private static readonly Option<bool> PerMatrix = new("--per-matrix") { Description = "One scale per matrix, as the papers do, instead of one per row." };
    private static readonly Option<string> Out = new("--out") { Description = "Plan file to write.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("quantize", "Write a precision plan for a model, with the size and the weight error of each layer.")
        {
            ModelPath, Weights, Activations, PerLayer, PlanPath, Delta, PerMatrix, Out, Json,
        };
        QuantizeVerbFit.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(ModelPath));
        PrecisionPlan plan = ReadPlan(parsed, model);
        QuantizeVerbFit.Result fit = QuantizeVerbFit.Run(parsed, model, plan, cancellation);
        plan = plan with { ModelHash = fit.Model.Hash };
        string path = parsed.GetRequiredValue(Out);
        SafetensorsFile.SaveBytes(path, plan.ToJson());

        PlanSize size = PlanSize.Of(model.Topology, plan);
        QuantizeDocument document = new(
            1,
            path,
            size.Total,
            size.Compression,
            [.. model.Topology.Matrices().Select((shape, i) => Measure(model, fit.Model, plan, shape, i))],
            fit.Path,
            fit.Model.Hash,
            fit.Method.ToString().ToLowerInvariant(),
            fit.Divergence);
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, QuantizeVerbJson.Default.QuantizeDocument));
        }
        else
        {
            Print(document);
        }

        return (int)ExitCode.Ok;
    }

    private static PrecisionPlan ReadPlan(ParseResult parsed, RecognizerModel model)
    {
        if (parsed.GetValue(PlanPath) is { } path)
        {
            PrecisionPlan given = PrecisionPlan.Load(path);
            model.CheckPlan(given, path);
            return given;
        }

        PrecisionPlan draft = new(
            PrecisionPlan.CurrentSchema, model.Hash, [.. Layers(parsed, model)], parsed.GetValue(PerMatrix));
        return PrecisionPlan.Parse(draft.ToJson(), "command line");
    }

    private static IEnumerable<LayerPrecision> Layers(ParseResult parsed, RecognizerModel model)
    {
        IReadOnlyList<MatrixShape> shapes = model.Topology.Matrices();
        int? delta = parsed.GetValue(Delta);
        if (parsed.GetValue(PerLayer) is not { } text)
        {
            return shapes.Select(s => new LayerPrecision(s.Name, parsed.GetValue(Weights), parsed.GetValue(Activations), delta));
        }

        string[] words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        int[] bits = [.. words.Select(w => int.TryParse(w, CultureInfo.InvariantCulture, out int b) ? b : 0)];
        if (bits.Length != 2 * shapes.Count || bits.Contains(0))
        {
            throw new EdgeException(
                ExitCode.Usage,
                $"{words.Length} values given, {2 * shapes.Count} numbers expected",
                "--bits",
                $"give weight and activation bits for {string.Join(' ', shapes.Select(s => s.Name))}");
        }

        return shapes.Select((s, i) => new LayerPrecision(s.Name, bits[2 * i], bits[(2 * i) + 1], delta));
    }

    private static QuantizedLayer Measure(RecognizerModel model, RecognizerModel fitted, PrecisionPlan plan, MatrixShape shape, int index)
    {
        LayerPrecision layer = plan.Layers[index];
        short[] master = model.Masters[$"{shape.Name}.weight"];
        int fractionBits = model.Calibration.Layers[index].WeightFractionBits;
        QuantizedMatrix quantized = fitted.Quantize(index, layer.WeightBits, plan.PerMatrixScale);
        double signal = 0, noise = 0;
        for (int i = 0; i < master.Length; i++)
        {
            double weight = Math.ScaleB(master[i], -fractionBits);
            double error = weight - (quantized.Codes[i] * quantized.Steps[i / shape.Columns]);
            signal += weight * weight;
            noise += error * error;
        }

        double? decibels = noise == 0 ? null : 10 * Math.Log10(signal / noise);
        double step = fitted.Calibration.Layers[index].ActivationStep(layer.ActivationBits);
        return new QuantizedLayer(shape.Name, shape.Weights, layer.WeightBits, layer.ActivationBits, decibels, step);
    }

    private static void Print(QuantizeDocument d)
    {
        Table table = new Table().AddColumns("layer", "weights", "weight bits", "activation bits", "weight SQNR dB", "activation step");
        foreach (QuantizedLayer l in d.Layers)
        {
            table.AddRow(
                l.Name,
                l.Weights.ToString("N0", CultureInfo.InvariantCulture),
                $"{l.WeightBits}",
                $"{l.ActivationBits}",
                l.WeightSqnrDecibels?.ToString("0.0", CultureInfo.InvariantCulture) ?? "exact",
                l.ActivationStep.ToString("0.000000", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        Console.Out.WriteLine($"{d.Plan}: {d.WeightBytes:N0} weight bytes, {d.Compression.ToString("0.00", CultureInfo.InvariantCulture)} times smaller than float32");
        if (d.Model is not null)
        {
            Console.Out.WriteLine(
                $"{d.Model}: {d.Method}, posteriors {d.Divergence?.ToString("0.0000", CultureInfo.InvariantCulture)} nats per frame from the float master's, model {d.ModelHash}");
        }
    }

    private static Option<int> Bits(string name, string description, int standard)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong("2", "4", "8", "16");
        return option;
    }
}
