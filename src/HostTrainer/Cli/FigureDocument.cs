using HostTrainer.Choosing;

namespace HostTrainer.Cli;

/// <summary>Figures, or differences of figures, in JSON; null where not known or not modelled.</summary>
/// <param name="Error">Phone error of the worst subset, percent or percentage points.</param>
/// <param name="SizeMiB">Size, MiB.</param>
/// <param name="Compression">Size at 32 bits over size.</param>
/// <param name="Speedup">Over the 16 x 16 bit baseline.</param>
/// <param name="EnergyMicrojoule">Modelled energy per step, uJ.</param>
/// <param name="Work">Share of work.</param>
public sealed record FigureDocument(double? Error, double? SizeMiB, double? Compression, double? Speedup, double? EnergyMicrojoule, double? Work)
{
    /// <summary>The document of a plan's figures.</summary>
    public static FigureDocument Of(FigureSet figures) => Of([.. FigureFacts.All.Select(f => figures[f])]);

    /// <summary>The document of values in the order of <see cref="FigureFacts.All"/>.</summary>
    public static FigureDocument Of(IReadOnlyList<double?> values) => new(values[0], values[1], values[2], values[3], values[4], values[5]);
}
