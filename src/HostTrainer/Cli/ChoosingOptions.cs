using System.CommandLine;

using HostTrainer.Choosing;
using HostTrainer.Search;
using HostTrainer.Search.Archive;

namespace HostTrainer.Cli;

/// <summary>Limits on the figures of a point, shared by the verbs that choose from a front.</summary>
internal static class ChoosingOptions
{
    private static readonly Option<double?> MaxError = new(FigureFacts.LimitOption(Figure.Error)) { Description = "Largest phone error of the worst subset in percent." };

    private static readonly Option<double?> MaxSizeMib = new(FigureFacts.LimitOption(Figure.Size)) { Description = "Largest size in MiB." };

    private static readonly Option<double?> MinCompression = new(FigureFacts.LimitOption(Figure.Compression)) { Description = "Smallest compression against 32-bit floats." };

    private static readonly Option<double?> MinSpeedup = new(FigureFacts.LimitOption(Figure.Speedup)) { Description = "Smallest modelled speed-up." };

    private static readonly Option<double?> MaxEnergy = new(FigureFacts.LimitOption(Figure.Energy)) { Description = "Largest modelled energy per inference step in uJ." };

    private static readonly Option<double?> MaxWork = new(FigureFacts.LimitOption(Figure.Work)) { Description = "Largest share of work, 0 to 1." };

    /// <summary>Adds archive, run, limits and JSON output to a verb.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            SearchVerbOptions.Run, SearchVerbOptions.Archive, SearchVerbOptions.Json, MaxError, MaxSizeMib, MinCompression, MinSpeedup, MaxEnergy, MaxWork,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The limits.</summary>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">A limit is not above 0 (exit code 2).</exception>
    public static FigureLimits Limits(ParseResult parsed) => new(
        SearchVerbOptions.Positive(parsed, MaxError),
        SearchVerbOptions.Positive(parsed, MaxSizeMib),
        SearchVerbOptions.Positive(parsed, MinCompression),
        SearchVerbOptions.Positive(parsed, MinSpeedup),
        SearchVerbOptions.Positive(parsed, MaxEnergy),
        SearchVerbOptions.Positive(parsed, MaxWork));

    /// <summary>The archive, opened.</summary>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">No such archive, or the file is none.</exception>
    public static SearchArchive OpenArchive(ParseResult parsed) => SearchArchive.Open(parsed.GetRequiredValue(SearchVerbOptions.Archive), mustExist: true);

    /// <summary>The front of the run that was asked for.</summary>
    /// <exception cref="Edge.Runtime.Errors.EdgeException">No such run, or it is damaged.</exception>
    public static SearchFront OpenFront(SearchArchive archive, ParseResult parsed) => new(SearchReport.Of(archive, parsed.GetValue(SearchVerbOptions.Run)));
}
