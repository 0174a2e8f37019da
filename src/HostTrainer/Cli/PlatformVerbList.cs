using System.CommandLine;
using System.Text.Json;

using Edge.Telemetry.Platforms;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq platform list</c>.</summary>
public static class PlatformVerbList
{
    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Command command = new("list", "Lists the platforms and topologies that come with the program.") { json };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parsed, bool json)
    {
        PlatformDescription[] platforms = [.. PlatformCatalog.Names.Select(PlatformCatalog.Open)];
        if (json)
        {
            PlatformListDocument document = new(1, platforms, WorkloadCatalog.Names);
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, PlatformVerbJson.Default.PlatformListDocument));
            return 0;
        }

        Table table = new Table().AddColumns("platform", "kind", "bits", "energy", "description");
        foreach (PlatformDescription platform in platforms)
        {
            ICostModel model = platform.CreateModel();
            string bits = string.Join(' ', model.SupportedBits) + (model.SharedPrecision ? " shared" : " free");
            string energy = model.EnergyTier is { } tier ? tier.ToString().ToLowerInvariant() : "no";
            table.AddRow(platform.Name, platform.Kind, bits, energy, Markup.Escape(platform.Description));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output) }).Write(table);
        parsed.InvocationConfiguration.Output.WriteLine($"topologies: {string.Join(", ", WorkloadCatalog.Names)}");
        return 0;
    }
}
