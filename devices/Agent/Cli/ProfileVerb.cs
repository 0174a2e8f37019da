using System.CommandLine;
using System.Globalization;

using Agent.Bench;
using Agent.Profile;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Energy;
using Edge.Telemetry.Profiles;

namespace Agent.Cli;

/// <summary><c>mohaq-edge profile</c>: measures what every precision costs on this device, for a search that optimises for it.</summary>
internal static class ProfileVerb
{
    private static readonly Option<string> ModelPath = new("--model") { Description = "Model file.", Required = true };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Interleaved rounds, 1 to 1000; fewer than 8 only try the program.", DefaultValueFactory = _ => 31 };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the profile as one JSON object." };
    private static readonly ProfileBroker Broker = new();

    public static Command Create()
    {
        Command command = new("profile", "Measure time and energy of every layer at every precision, for 'mohaq platform profile'.") { ModelPath, Rounds, Json };
        Broker.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        int rounds = parsed.GetValue(Rounds);
        if (rounds is < 1 or > 1000)
        {
            throw new EdgeException(ExitCode.Usage, $"{rounds} is no number of rounds", "--rounds", "give 1 to 1000");
        }

        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(ModelPath));
        Func<DeviceProfile, CancellationToken, Task>? publish = Broker.Publisher(parsed);
        DeviceProfile profile = Measure(model, rounds);
        if (publish is not null)
        {
            await publish(profile, cancellation).ConfigureAwait(false);
        }

        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(ProfileFile.Write(profile));
        }
        else
        {
            Print(profile);
        }

        return (int)ExitCode.Ok;
    }

    private static DeviceProfile Measure(RecognizerModel model, int rounds)
    {
        using ThreadPin pin = ThreadPin.ToOneCore();
        return new DeviceProfiler(model, RoundSettings.Of(rounds), RaplEnergyMeter.TryOpen(), Console.Error).Run(pin);
    }

    private static void Print(DeviceProfile profile)
    {
        Console.Out.WriteLine($"{profile.Environment.Cpu}; {profile.Environment.System}");
        Console.Out.WriteLine($"{"weights x activations",-24} {"caches",-6} {"step us",10} {"q25",10} {"q75",10} {"uJ",8}");
        foreach (ProfileRun run in profile.Runs.Where(r => r.Step is not null && r.IsUniform()))
        {
            string name = $"{run.WeightBits[0]} x {run.ActivationBits[0]}";
            string energy = run.StepMicrojoule?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{name,-24} {run.Caches.ToString().ToLowerInvariant(),-6} {run.Step!.Median,10:0.000} {run.Step.Q25,10:0.000} {run.Step.Q75,10:0.000} {energy,8}"));
        }
    }
}
