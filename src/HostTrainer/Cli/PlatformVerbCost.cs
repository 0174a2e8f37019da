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
        Description = "A name of 'mohaq platform list', or the path of a platform file.",
        Required = true,
    };

    private static readonly Option<string> Topology = new("--topology")
    {
        Description = "A topology of 'mohaq platform list', or the path of a topology file.",
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
            + "weight and activation of FC; or one value per layer, L0 L1 ... Pr1 Pr2 ... FC. Gated networks: weights of x0 x1 ... h0 h1 ..., "
            + "activations likewise, weight and activation of FC; or weights of x0 h0 and one value for x and h of each further layer, and so on.",
    };

    private static readonly Option<double?> SramMib = new("--sram-mib")
    {
        Description = "SRAM limit in MiB; without it the platform's preset for the topology, where it has one.",
    };

    private static readonly Option<string> Accounting = new("--accounting")
    {
        Description = "Published networks: paper counts as published, corrected counts exactly. --json names both where they differ.",
        DefaultValueFactory = _ => "paper",
    };

    private static readonly Option<int> Skip = new("--skip")
    {
        Description = "Gated networks: recurrent candidate paths that stay at 16 bits; 0 none, 1 in all layers, 2 in the first ones.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Accounting.AcceptOnlyFromAmong("paper", "corrected");
        Command command = new("cost", "Size, compression, speed-up and energy of one precision plan on one platform.")
        {
            Platform, Topology, Bits, Genome, SramMib, Accounting, Skip, Json,
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
        PlatformDescription platform = PlatformCatalog.Open(parsed.GetRequiredValue(Platform));
        string topology = parsed.GetRequiredValue(Topology);
        Workload paper = WorkloadCatalog.Open(topology, CostAccounting.Paper, parsed.GetValue(Skip));
        Workload corrected = WorkloadCatalog.Open(topology, CostAccounting.Corrected, parsed.GetValue(Skip));
        IReadOnlyList<LayerPrecision> layers = parsed.GetValue(Bits) is string bits
            ? GenomeText.ParseBits(bits, paper.LayerNames)
            : GenomeText.ParseGenome(parsed.GetValue(Genome)!, paper.LayerNames);
        ICostModel model = platform.CreateModel(Limit(parsed, platform, paper));
        PlatformCostDocument document = PlatformCostDocument.Of(
            model.Evaluate(paper, layers),
            model.Evaluate(corrected, layers),
            parsed.GetValue(Accounting) == "paper" ? CostAccounting.Paper : CostAccounting.Corrected,
            model.EnergyTier);
        if (parsed.GetValue(Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, PlatformVerbJson.Default.PlatformCostDocument));
        }
        else
        {
            Print(parsed, document, layers);
        }

        return (int)ExitCode.Ok;
    }

    private static double? Limit(ParseResult parsed, PlatformDescription platform, Workload workload)
    {
        double? limit = parsed.GetValue(SramMib) ?? platform.SramPresetMiB(workload.Name);
        return limit is null or (> 0 and < double.PositiveInfinity)
            ? limit
            : throw new EdgeException(ExitCode.Usage, $"{limit} MiB is no memory size", "--sram-mib", "give a number above 0");
    }

    private static void Print(ParseResult parsed, PlatformCostDocument cost, IReadOnlyList<LayerPrecision> layers)
    {
        Table table = new Table().AddColumns("figure", "value");
        table.AddRow("layers (weight x activation bits)", string.Join("  ", layers.Select(l => $"{l.Name} {l.WeightBits}x{l.ActivationBits}")));
        table.AddRow("weights", cost.Weights.ToString("N0", CultureInfo.InvariantCulture));
        table.AddRow("multiply-accumulates", cost.Macs.ToString("N0", CultureInfo.InvariantCulture));
        table.AddRow("size", Number(cost.SizeMiB, "0.0000 MiB"));
        table.AddRow("compression", Number(cost.Compression, "0.0000 x"));
        table.AddRow("speed-up", Number(cost.Speedup, "0.0000 x"));
        table.AddRow(cost.EnergyTier is { } tier ? $"energy, {tier.ToString().ToLowerInvariant()}" : "energy", Number(cost.EnergyMicrojoule, "0.0000 uJ"));
        table.AddRow("time", Number(cost.Microseconds, "0.000 us"));
        foreach ((string name, AccountedFigure figure) in cost.Differences)
        {
            table.AddRow(name, $"{Number(figure.Paper, "0.0000")} paper, {Number(figure.Corrected, "0.0000")} corrected");
        }

        table.AddRow("feasible", cost.Feasible ? "yes" : Markup.Escape("no: " + string.Join("; ", cost.Violations)));
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output) }).Write(table);
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
