using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Edge.Runtime.Errors;
using Edge.Runtime.Files;
using Edge.Telemetry.Platforms;
using Edge.Telemetry.Profiles;

using HostTrainer.Costs;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary><c>mohaq platform profile</c>: makes a platform of a device's own profile.</summary>
public static class PlatformVerbProfile
{
    private const int MaxWaitSeconds = 24 * 3600;

    private static readonly Option<string?> In = new("--in") { Description = "Profile, as 'mohaq-edge profile --json' prints it." };

    private static readonly BrokerOptions Broker = new(required: false);

    private static readonly Option<double> Wait = new("--wait")
    {
        Description = "Seconds to wait for a profile at the broker, with --broker.",
        DefaultValueFactory = _ => 600,
    };

    private static readonly Option<string> Out = new("--out") { Description = "Platform file to write.", Required = true };

    private static readonly Option<string?> Name = new("--name") { Description = "Name of the platform; without it that of the file." };

    private static readonly Option<string> Caches = new("--caches")
    {
        Description = "warm: a busy device whose caches hold what fits; cold: one that does other work between frames.",
        DefaultValueFactory = _ => "warm",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Builds the verb.</summary>
    public static Command Create()
    {
        Caches.AcceptOnlyFromAmong("warm", "cold");
        Command command = new("profile", "Fits a platform file to a device's profile, from a file or from the device's topic, and says how well it fits.")
        {
            In, Out, Name, Caches, Wait, Json,
        };
        Broker.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(In) is null == result.GetResult(Broker.Broker) is null)
            {
                result.AddError("give either --in or --broker");
            }

            if (result.GetResult(Wait) is { Implicit: false } && result.GetValue(Wait) is not (> 0 and <= MaxWaitSeconds))
            {
                result.AddError($"--wait takes up to {MaxWaitSeconds} seconds");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetRequiredValue(Out);
        DeviceProfile profile = parsed.GetValue(In) is { } file
            ? ProfileFile.Load(file)
            : await ProfileReceiver.ReceiveAsync(
                Broker.Connection(parsed, "profile"), Broker.Address(parsed), TimeSpan.FromSeconds(parsed.GetValue(Wait)), cancellation).ConfigureAwait(false);
        CacheState caches = parsed.GetValue(Caches) == "warm" ? CacheState.Warm : CacheState.Cold;
        PlatformMeasured platform = ProfileFit.Fit(profile, parsed.GetValue(Name) ?? Path.GetFileNameWithoutExtension(path), caches);
        WholeFile.WriteText(path, PlatformFile.Write(platform), "platform");
        if (parsed.GetValue(Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(
                JsonSerializer.Serialize(PlatformProfileDocument.Of(path, platform), PlatformVerbJson.Default.PlatformProfileDocument));
        }
        else
        {
            Print(parsed, path, platform);
        }

        return (int)ExitCode.Ok;
    }

    private static void Print(ParseResult parsed, string path, PlatformMeasured platform)
    {
        Table table = new Table().AddColumns("weights x activations", "ns per multiply-accumulate", "of a changed input");
        foreach (MeasuredPrecision p in platform.Terms.Precisions)
        {
            table.AddRow($"{p.WeightBits} x {p.ActivationBits}", Number(p.MacNanoseconds), p.ChangedMacNanoseconds is { } changed ? Number(changed) : "-");
        }

        TextWriter output = parsed.InvocationConfiguration.Output;
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
        MeasuredFit fit = platform.Fit;
        foreach ((string what, FitError error) in new[]
        {
            ("products, fitted", fit.Products), ("products, held out", fit.HeldOutProducts), ("steps, fitted", fit.Steps), ("steps, held out", fit.HeldOutSteps),
        })
        {
            output.WriteLine(FormattableString.Invariant(
                $"{what,-20} {error.Points,5} times, error {100 * error.RelativeRms:0.0} % rms, {100 * error.RelativeWorst:0.0} % worst"));
        }

        output.WriteLine(platform.Energy is { } energy
            ? FormattableString.Invariant($"energy ({energy.Tier.ToString().ToLowerInvariant()}, {energy.Source}): {energy.Watts:0.00} W while computing")
            : "energy: the device has no meter");
        output.WriteLine($"{platform.Name}: {path}");
    }

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
