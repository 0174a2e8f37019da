using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Genomes;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq platform cost</c>: size, compression, speed-up and energy of one plan on one platform.</summary>
public static class PlatformVerbCost
{
    private static readonly Option<string> Platform = new("--platform")
    {
        Description = "silago, bitfusion, or the path of a platform file.",
        Required = true,
    };

    private static readonly Option<string> Topology = new("--topology")
    {
        Description = "sru4-paper, sru6-paper, or the path of a topology file.",
        Required = true,
    };

    private static readonly Option<string?> Bits = new("--bits")
    {
        Description = "\"w a w a ...\": weight and activation bits of every layer in data-path order (L0 Pr1 L1 Pr2 L2 ... FC). "
            + "One value per layer, for weights and activations alike, is read in the order L0 L1 ... Pr1 Pr2 ... FC.",
    };

    private static readonly Option<string?> Genome = new("--genome")
    {
        Description = "Bits in gene order: weights of L0 L1 ..., activations of L0 L1 ..., weights of Pr1 Pr2 ..., activations of Pr1 Pr2 ..., "
            + "weight and activation of FC; or one value per layer, L0 L1 ... Pr1 Pr2 ... FC.",
    };

    private static readonly Option<double?> SramMib = new("--sram-mib")
    {
        Description = "SRAM limit in MiB; without it the platform's preset for the topology, where it has one.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Command command = new("cost", "Size, compression, speed-up and energy of one precision plan on one platform.")
        {
            Platform, Topology, Bits, Genome, SramMib, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Bits) is null == result.GetResult(Genome) is null)
            {
                result.AddError("give either --bits or --genome");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        PlatformTable platform = PlatformCatalog.Open(parsed.GetRequiredValue(Platform));
        Workload workload = WorkloadCatalog.Open(parsed.GetRequiredValue(Topology));
        double? limit = parsed.GetValue(SramMib) ?? platform.SramPresetMiB(workload.Name);
        if (limit is double mib && (!double.IsFinite(mib) || mib <= 0))
        {
            throw new EdgeException(ExitCode.Usage, $"{mib} MiB is no memory size", "--sram-mib", "give a number above 0");
        }

        IReadOnlyList<LayerPrecision> layers = parsed.GetValue(Bits) is string bits
            ? GenomeText.ParseBits(bits, workload.LayerNames)
            : GenomeText.ParseGenome(parsed.GetValue(Genome)!, workload.LayerNames);
        PlatformCost cost = new TableCostModel(platform, limit).Evaluate(workload, layers);
        if (parsed.GetValue(Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(PlatformCostDocument.Of(cost), PlatformVerbJson.Default.PlatformCostDocument));
        }
        else
        {
            Print(parsed, cost, layers);
        }

        return (int)ExitCode.Ok;
    }

    private static void Print(ParseResult parsed, PlatformCost cost, IReadOnlyList<LayerPrecision> layers)
    {
        Table table = new Table().AddColumns("figure", "value");
        table.AddRow("layers (weight x activation bits)", string.Join("  ", layers.Select(l => $"{l.Name} {l.WeightBits}x{l.ActivationBits}")));
        table.AddRow("weights", cost.Weights.ToString("N0", CultureInfo.InvariantCulture));
        table.AddRow("multiply-accumulates", cost.Macs.ToString("N0", CultureInfo.InvariantCulture));
        table.AddRow("size", Number(cost.SizeMiB, "0.0000 MiB"));
        table.AddRow("compression", Number(cost.Compression, "0.0000 x"));
        table.AddRow("speed-up", Number(cost.Speedup, "0.0000 x"));
        table.AddRow("energy, modelled", Number(cost.EnergyMicrojoule, "0.0000 uJ"));
        table.AddRow("feasible", cost.Feasible ? "yes" : Markup.Escape("no: " + string.Join("; ", cost.Violations)));
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output) }).Write(table);
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
