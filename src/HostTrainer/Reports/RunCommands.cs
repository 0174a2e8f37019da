using System.Globalization;

using HostTrainer.Choosing;
using HostTrainer.Search.Archive;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Reports;

/// <summary>Command lines about a run, for a POSIX shell.</summary>
public static class RunCommands
{
    /// <summary>Commands that make a run and its report again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="archivePath">Path of its archive.</param>
    public static IReadOnlyList<string> Of(SearchRun run, string archivePath)
    {
        SearchSettings settings = run.Settings;
        List<string> start = ["mohaq search start"];
        start.Add(SearchPresets.Names.Contains(settings.Preset) ? $"--preset {settings.Preset}" : $"--platform {Quoted(settings.Platform.Name)}");
        start.Add($"--objectives {string.Join(',', settings.Objectives.Select(o => FigureFacts.Name(FigureFacts.Of(o))))}");
        start.Add($"--model {Quoted(settings.Sources.ModelPath)}");
        start.AddRange(settings.Sources.CorpusPaths.Select(c => $"--corpus {Quoted(c)}"));
        start.AddRange(Sources(settings.Sources));
        start.AddRange(Limits(settings.Limits));
        start.AddRange(settings.DeltaGenes ? ["--delta-genes"] : []);
        start.AddRange(settings.Strategy == SearchStrategy.Guided ? ["--strategy guided"] : []);
        start.Add(Text($"--seed {settings.Seed} --evaluations {settings.Evaluations}"));
        start.Add($"--archive {Quoted(archivePath)}");
        return [string.Join(' ', start), $"mohaq search report {ArchiveOptions(run, archivePath)} --out report.html"];
    }

    /// <summary>Options that name a run of an archive.</summary>
    public static string ArchiveOptions(SearchRun run, string archivePath) => Text($"--archive {Quoted(archivePath)} --run {run.Id}");

    /// <summary>A word for the shell: in single quotes when it holds anything but harmless characters.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+=:,".Contains(c, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> Sources(SearchSources sources)
    {
        if (sources.Subsets != SearchSources.DefaultSubsets)
        {
            yield return Text($"--subsets {sources.Subsets}");
        }

        if (sources.MaxUtterances is int most)
        {
            yield return Text($"--utterances {most}");
        }

        if (sources.StopEarly)
        {
            yield return "--stop-early";
        }
    }

    private static IEnumerable<string> Limits(SearchLimits limits)
    {
        (string Option, double? Value)[] all =
        [
            ("--max-error", limits.MaxError),
            ("--error-rise", limits.ErrorRise == SearchLimits.DefaultErrorRise ? null : limits.ErrorRise),
            ("--max-size-mib", limits.MaxSizeMiB),
            ("--min-speedup", limits.MinSpeedup),
            ("--max-energy", limits.MaxEnergyMicrojoule),
            ("--max-work", limits.MaxWork),
        ];
        return all.Where(l => l.Value is not null).Select(l => Text($"{l.Option} {l.Value:R}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
