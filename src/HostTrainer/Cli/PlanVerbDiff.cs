using System.CommandLine;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;

using HostTrainer.Plans;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq plan diff</c>: two precision plans side by side.</summary>
public static class PlanVerbDiff
{
    private static readonly Argument<string> Before = new("A") { Description = "A precision plan." };

    private static readonly Argument<string> After = new("B") { Description = "Another one." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("diff", "Compares two precision plans layer by layer.") { Before, After, PlanVerb.Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        PrecisionPlan before = PrecisionPlan.Load(parsed.GetRequiredValue(Before));
        PrecisionPlan after = PrecisionPlan.Load(parsed.GetRequiredValue(After));
        IReadOnlyList<PlanDifference> layers = PlanDifference.Between(before, after);
        PlanDiffDocument document = new(
            1, before.ModelHash == after.ModelHash, before.PerMatrixScale == after.PerMatrixScale, layers.Count(l => l.Changed), layers);
        if (parsed.GetValue(PlanVerb.Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, PlanVerbJson.Default.PlanDiffDocument));
        }
        else
        {
            Print(parsed.InvocationConfiguration.Output, document);
        }

        return (int)ExitCode.Ok;
    }

    private static void Print(TextWriter output, PlanDiffDocument document)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("layer", "weights", "activations", "delta", "");
        foreach (PlanDifference layer in document.Layers)
        {
            table.AddRow(
                Markup.Escape(layer.Name),
                Cell(layer, l => $"{l.WeightBits}"),
                Cell(layer, l => $"{l.ActivationBits}"),
                Cell(layer, l => l.DeltaThreshold is { } t ? $"{t}" : "dense"),
                layer.Changed ? "changed" : "");
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
        output.WriteLine(
            $"{document.Changed} of {document.Layers.Count} layers differ"
            + (document.SameModel ? "" : "; the plans are for different models")
            + (document.SameScales ? "" : "; one has a weight scale per matrix, the other per output row"));
    }

    private static string Cell(PlanDifference layer, Func<LayerPrecision, string> value)
    {
        string before = layer.Before is { } b ? value(b) : "-";
        string after = layer.After is { } a ? value(a) : "-";
        return before == after ? before : $"{before} > {after}";
    }
}
