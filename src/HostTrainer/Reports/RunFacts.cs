using System.Globalization;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Evaluation;

namespace HostTrainer.Reports;

/// <summary>Facts about a run as named texts.</summary>
internal static class RunFacts
{
    /// <summary>Figures of the whole run.</summary>
    public static IReadOnlyList<ReportFact> Summary(SearchFront front, RunHistory history)
    {
        SearchReport report = front.Report;
        return
        [
            new("Evaluations", Text($"{history.Progress[^1].Evaluations:N0}"), Text($"{history.Measured:N0} measured, {history.Feasible:N0} within every limit")),
            new("Points on the front", Text($"{front.Points.Count:N0}"), "no other plan beats them in every objective"),
            new("Hypervolume", Text($"{history.Progress[^1].Hypervolume:0.0000}"), "share of the box of objectives dominated"),
            new("Error with 16 bits", Text($"{report.BaselineError:0.00} %"), "phone error of the worst subset"),
            new("Error limit", Text($"{report.ErrorLimit:0.00} %"), "largest error of a feasible plan"),
            new("Time", Text($"{TimeSpan.FromSeconds(report.Run.Seconds):h\\:mm\\:ss}"), Text($"{Rate(report)} evaluations a minute")),
        ];
    }

    /// <summary>Settings and hashes.</summary>
    public static IReadOnlyList<ReportFact> Provenance(SearchFront front)
    {
        SearchSettings settings = front.Report.Run.Settings;
        return
        [
            new("Preset", settings.Preset),
            new("Objectives", string.Join(", ", settings.Objectives.Select(o => FigureFacts.Label(FigureFacts.Of(o))))),
            new("Limits", Limits(front)),
            new("Platform", $"{settings.Platform.Name}: {settings.Platform.Description}"),
            new("Strategy", settings.Strategy == SearchStrategy.Guided ? "guided" : "nsga2"),
            new("Seed", Text($"{settings.Seed}")),
            new("Budget", Text($"{settings.Evaluations:N0} evaluations")),
            new("Delta thresholds", settings.DeltaGenes ? "searched for" : "none: every frame is computed densely"),
            new("Model", settings.Sources.ModelPath),
            new("Model hash", settings.ModelHash),
            new("Speech", string.Join(", ", settings.Sources.CorpusPaths)),
            new("Speech hash", settings.CorpusHash),
            new("Subsets", Text($"{front.Report.Run.BaselineErrors.Count} speaker-disjoint, the worst counts{(settings.Sources.StopEarly ? "; the others only when the first keeps the limit" : string.Empty)}")),
            new("Utterances", settings.Sources.MaxUtterances is int most ? Text($"at most {most} of every corpus") : "all"),
            new("Archive hash", front.Report.ArchiveHash),
        ];
    }

    private static string Limits(SearchFront front)
    {
        SearchLimits limits = front.Report.Run.Settings.Limits;
        string?[] texts =
        [
            Text($"error at most {front.Report.ErrorLimit:0.00} %"),
            limits.MaxSizeMiB is double size ? Text($"size at most {size:0.0000} MiB") : null,
            limits.MinSpeedup is double speedup ? Text($"speed-up at least {speedup:0.##} x") : null,
            limits.MaxEnergyMicrojoule is double energy ? Text($"energy at most {energy:0.####} uJ") : null,
            limits.MaxWork is double work ? Text($"work at most {work:0.###}") : null,
        ];
        return string.Join(", ", texts.OfType<string>());
    }

    private static string Rate(SearchReport report) => report.Run.Seconds > 0 ? Text($"{60 * report.Evaluations / report.Run.Seconds:0.0}") : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
