using System.CommandLine;

using Edge.Runtime.Errors;

using HostTrainer.Search.Archive;
using HostTrainer.Search.Beacons;
using HostTrainer.Training;

namespace HostTrainer.Cli;

/// <summary>The options of a search that retrains.</summary>
internal static class BeaconSearchOptions
{
    private static readonly RetrainingCliOptions Training = new("beacon-");
    private static readonly BeaconRules Standard = new();

    private static readonly Option<int> MaxBeacons = new("--max-beacons")
    {
        Description = "Retrainings in all.",
        DefaultValueFactory = _ => Standard.MaxBeacons,
    };

    private static readonly Option<int> Distance = new("--beacon-distance")
    {
        Description = "Largest distance between weights, in halvings of bits, at which a retrained model serves another genome.",
        DefaultValueFactory = _ => Standard.Distance,
    };

    private static readonly Option<double> LeastError = new("--beacon-least-error")
    {
        Description = "Genomes at most this many points above the error of 16 bits everywhere are not retrained.",
        DefaultValueFactory = _ => Standard.LeastErrorRise,
    };

    private static readonly Option<double> MostError = new("--beacon-most-error")
    {
        Description = "Genomes this many points above the error of 16 bits everywhere, or more, are given up.",
        DefaultValueFactory = _ => Standard.MostErrorRise,
    };

    private static readonly Option<double> LeastSpeedup = new("--beacon-least-speedup")
    {
        Description = "Smallest speed-up of genomes that are retrained, as a share of the platform's highest.",
        DefaultValueFactory = _ => Standard.LeastSpeedupShare,
    };

    /// <summary>Adds the options to a verb.</summary>
    public static void AddTo(Command command)
    {
        Training.AddTo(command);
        foreach (Option option in (ReadOnlySpan<Option>)[MaxBeacons, Distance, LeastError, MostError, LeastSpeedup])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How to retrain, or null when no speech to retrain on is given.</summary>
    /// <exception cref="EdgeException">A value is out of range, or only one kind of speech is given (exit code 2).</exception>
    public static BeaconSettings? Read(ParseResult parsed)
    {
        bool corpora = parsed.GetValue(Training.Corpora) is { Length: > 0 }, dev = parsed.GetValue(Training.Dev) is { Length: > 0 };
        if (corpora != dev)
        {
            throw new EdgeException(ExitCode.Usage, "retraining needs both --beacon-corpus and --beacon-dev", "search start", "give both, or neither for a search without retraining");
        }

        if (!corpora)
        {
            return null;
        }

        TrainerOptions options = Training.Read(parsed).Validated();
        BeaconRules rules = new(
            parsed.GetValue(LeastError), parsed.GetValue(MostError), parsed.GetValue(LeastSpeedup), parsed.GetValue(Distance), parsed.GetValue(MaxBeacons));
        return new BeaconSettings(rules.Validated(), options with
        {
            Corpora = [.. options.Corpora.Select(c => c with { Directory = Path.GetFullPath(c.Directory) })],
            Dev = [.. options.Dev.Select(Path.GetFullPath)],
        });
    }

    /// <summary>Where the models of a run are retrained, or null when it does not retrain.</summary>
    public static BeaconWorkshop? Workshop(SearchArchive archive, SearchRun run, string archivePath, int threads) => run.Settings.Beacons is { } beacons
        ? new BeaconWorkshop(
            run.Settings,
            BeaconWorkshop.FolderOf(archivePath, run.Id),
            threads,
            new ConsoleTrainingObserver(beacons.Retraining.Epochs, null),
            beacon => archive.AddBeacon(run, beacon))
        : null;
}
