using System.CommandLine;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Cli;

/// <summary>The options that decide the course of a search.</summary>
internal static class SearchSettingsOptions
{
    private const int DefaultEvaluations = 630;
    private const int TimedEvaluations = 1_000_000;
    private const int MaxCacheMib = 1 << 20;
    private const string Custom = "custom";

    private static readonly Option<string?> Preset = new("--preset")
    {
        Description = "bitfusion (error, speed-up), silago (error, speed-up, energy) or size (error, size): values for --platform, --objectives and --max-size-mib.",
    };

    private static readonly Option<string> Model = new("--model") { Description = "Model file.", Required = true };

    private static readonly Option<string[]> Corpus = new("--corpus")
    {
        Description = "Directory of labelled speech in TIMIT layout; may be repeated.",
        Required = true,
    };

    private static readonly Option<int?> Utterances = new("--utterances") { Description = "Utterances of every corpus to measure on, spread over its speakers; all without it." };

    private static readonly Option<int?> Subsets = new("--subsets") { Description = "Speaker-disjoint subsets, of which the worst counts; 4 without it." };

    private static readonly Option<bool> StopEarly = new("--stop-early")
    {
        Description = "Measure the other subsets only when the first one keeps the error limit.",
    };

    private static readonly Option<int> CacheMib = new("--cache-mib")
    {
        Description = "Memory in MiB for layer outputs that plans share; 0 for none. Does not change the result.",
        DefaultValueFactory = _ => SearchSources.DefaultCacheMib,
    };

    private static readonly Option<uint> Seed = new("--seed") { Description = "Seed of every random decision.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Platform = new("--platform") { Description = "Platform by name or file." };

    private static readonly Option<string?> Objectives = new("--objectives") { Description = "Two or more of error,size,speedup,energy,work." };

    private static readonly Option<bool> DeltaGenes = new("--delta-genes") { Description = "Search for a delta threshold per layer too." };

    private static readonly Option<string?> FixBits = new("--fix-bits")
    {
        Description = "Bits of every layer, weight and activation in data-path order: only delta thresholds are searched for.",
    };

    private static readonly Option<string?> FixPlan = new("--fix-plan") { Description = "The same from a precision plan." };

    private static readonly Option<int?> Skip = new("--skip")
    {
        Description = "Gated networks: recurrent candidate paths that stay at 16 bits: 0 none, 1 in all layers, 2 in the first half; the others have the bits of the gates' path. Without it they have bits of their own.",
    };

    private static readonly Option<string> DeltaValues = new("--delta-values")
    {
        Description = "Thresholds to search among: auto for the papers' of each width, or a list in codes such as 0,2,4,8.",
        DefaultValueFactory = _ => ThresholdList.Auto,
    };

    private static readonly Option<string> Strategy = new("--strategy")
    {
        Description = "guided (sensitivities and a fitted model of the error) or nsga2 (the papers' search).",
        DefaultValueFactory = _ => "guided",
    };

    private static readonly Option<double?> MaxError = new("--max-error")
    {
        Description = "Largest phone error in percent; without it --error-rise above that of 16 bits everywhere.",
    };

    private static readonly Option<double?> ErrorRise = new("--error-rise") { Description = "Points above the error of 16 bits everywhere; 8 without it." };

    private static readonly Option<double?> MaxSizeMib = new("--max-size-mib", "--sram-mib")
    {
        Description = "Largest size in MiB; with a preset as tight as the papers' limit was for their network.",
    };

    private static readonly Option<double?> MinSpeedup = new("--min-speedup") { Description = "Smallest modelled speed-up." };

    private static readonly Option<double?> MaxEnergy = new("--max-energy") { Description = "Largest modelled energy per inference step in uJ." };

    private static readonly Option<double?> MaxWork = new("--max-work") { Description = "Largest share of work, 0 to 1: kept operations weighted by their weight bits." };

    /// <summary>Adds the options to a verb.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            Preset, Model, Corpus, Utterances, Subsets, StopEarly, CacheMib, Seed, Platform, Objectives, DeltaGenes, FixBits, FixPlan, Skip, DeltaValues, Strategy,
            MaxError, ErrorRise, MaxSizeMib, MinSpeedup, MaxEnergy, MaxWork,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Model and speech.</summary>
    /// <exception cref="EdgeException">A number is out of its range (exit code 2).</exception>
    public static SearchSources Sources(ParseResult parsed) => new(
        Path.GetFullPath(parsed.GetRequiredValue(Model)),
        [.. parsed.GetRequiredValue(Corpus).Select(Path.GetFullPath)],
        SearchVerbOptions.AtLeastOne(parsed, Subsets) ?? SearchSources.DefaultSubsets,
        parsed.GetValue(StopEarly),
        SearchVerbOptions.AtLeastOne(parsed, Utterances),
        parsed.GetValue(CacheMib) is int mib and >= 0 and <= MaxCacheMib
            ? mib
            : throw new EdgeException(ExitCode.Usage, "out of range", CacheMib.Name, $"give 0 to {MaxCacheMib}"));

    /// <summary>The settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="subject">The model and the speech, opened.</param>
    /// <exception cref="EdgeException">Settings that cannot be searched with (exit code 2).</exception>
    public static SearchSettings Read(ParseResult parsed, SearchSubject subject)
    {
        int evaluations = SearchVerbOptions.TimeLimit(parsed) is null ? DefaultEvaluations : TimedEvaluations;
        string? preset = parsed.GetValue(Preset);
        PlatformDescription platform = PlatformCatalog.Open(
            parsed.GetValue(Platform) ?? (preset is null ? throw Missing("--platform") : SearchPresets.PlatformOf(preset)));
        SearchSettings settings = new(
            preset ?? Custom,
            Sources(parsed),
            subject.ModelHash,
            subject.CorpusHash,
            subject.Topology,
            platform,
            ReadObjectives(parsed, preset),
            ReadLimits(parsed, preset, platform, subject),
            parsed.GetValue(DeltaGenes),
            ReadStrategy(parsed.GetRequiredValue(Strategy)),
            parsed.GetValue(Seed),
            SearchVerbOptions.AtLeastOne(parsed, SearchVerbOptions.Evaluations) ?? evaluations,
            FixedLayers: FixedLayers(parsed, subject.Topology),
            DeltaValues: ThresholdList.Parse(parsed.GetRequiredValue(DeltaValues), DeltaValues.Name),
            Skip: parsed.GetValue(Skip));
        SearchProblem.Check(settings);
        return settings;
    }

    private static IReadOnlyList<ObjectiveKind> ReadObjectives(ParseResult parsed, string? preset) => parsed.GetValue(Objectives) is string list
        ? [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseObjective)]
        : preset is null ? throw Missing("--objectives") : SearchPresets.ObjectivesOf(preset);

    private static SearchLimits ReadLimits(ParseResult parsed, string? preset, PlatformDescription platform, SearchSubject subject) => new(
        SearchVerbOptions.Positive(parsed, MaxError),
        SearchVerbOptions.Positive(parsed, ErrorRise) ?? SearchLimits.DefaultErrorRise,
        SearchVerbOptions.Positive(parsed, MaxSizeMib)
            ?? (preset is null ? null : SearchPresets.SramLimitMiB(preset, platform, Workload.Of("model", subject.Topology))),
        SearchVerbOptions.Positive(parsed, MinSpeedup),
        SearchVerbOptions.Positive(parsed, MaxEnergy),
        SearchVerbOptions.Positive(parsed, MaxWork));

    private static IReadOnlyList<LayerPrecision>? FixedLayers(ParseResult parsed, NetworkTopology topology)
    {
        (string? bits, string? plan) = (parsed.GetValue(FixBits), parsed.GetValue(FixPlan));
        if (bits is null && plan is null)
        {
            return null;
        }

        if ((bits is not null && plan is not null) || !parsed.GetValue(DeltaGenes))
        {
            throw new EdgeException(ExitCode.Usage, "with fixed bits only delta thresholds are searched for", FixBits.Name, $"give one of {FixBits.Name} and {FixPlan.Name}, with {DeltaGenes.Name}");
        }

        string[] names = [.. topology.Matrices().Select(m => m.Name)];
        IReadOnlyList<LayerPrecision> layers = bits is not null ? GenomeText.ParseBits(bits, names) : PrecisionPlan.Load(plan!).Dense().Layers;
        return layers.Select(l => l.Name).SequenceEqual(names)
            ? layers
            : throw EdgeException.BadInput($"the plan's layers are not {string.Join(' ', names)}", plan!, "give a plan for this model");
    }

    private static ObjectiveKind ParseObjective(string name) => name switch
    {
        "error" => ObjectiveKind.Error,
        "size" => ObjectiveKind.Size,
        "speedup" => ObjectiveKind.Speedup,
        "energy" => ObjectiveKind.Energy,
        "work" => ObjectiveKind.Work,
        _ => throw new EdgeException(ExitCode.Usage, $"no objective '{name}'", "--objectives", "use error, size, speedup, energy, work"),
    };

    private static SearchStrategy ReadStrategy(string name) => name switch
    {
        "nsga2" => SearchStrategy.Nsga2,
        "guided" => SearchStrategy.Guided,
        _ => throw new EdgeException(ExitCode.Usage, $"no strategy '{name}'", "--strategy", "use guided or nsga2"),
    };

    private static EdgeException Missing(string option) => new(ExitCode.Usage, "neither given nor set by a preset", option, $"give {option}, or --preset");
}
