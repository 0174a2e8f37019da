namespace HostTrainer.Choosing;

/// <summary>What a plan must keep to be considered; a null limit admits everything.</summary>
/// <param name="MaxError">Largest phone error of the worst subset, percent.</param>
/// <param name="MaxSizeMiB">Largest size, MiB.</param>
/// <param name="MinCompression">Smallest compression.</param>
/// <param name="MinSpeedup">Smallest speed-up; a plan whose speed-up the platform does not model keeps no such limit.</param>
/// <param name="MaxEnergyMicrojoule">Largest energy per step, uJ; a plan whose energy the platform does not model keeps no such limit.</param>
/// <param name="MaxWork">Largest share of work, 0 to 1.</param>
public sealed record FigureLimits(
    double? MaxError = null,
    double? MaxSizeMiB = null,
    double? MinCompression = null,
    double? MinSpeedup = null,
    double? MaxEnergyMicrojoule = null,
    double? MaxWork = null)
{
    /// <summary>True when nothing is limited.</summary>
    public bool IsEmpty => this == new FigureLimits();

    /// <summary>The limit of a figure, or null.</summary>
    public double? Of(Figure figure) => figure switch
    {
        Figure.Error => MaxError,
        Figure.Size => MaxSizeMiB,
        Figure.Compression => MinCompression,
        Figure.Speedup => MinSpeedup,
        Figure.Energy => MaxEnergyMicrojoule,
        _ => MaxWork,
    };

    /// <summary>Whether a plan keeps every limit.</summary>
    public bool Keeps(FigureSet figures) => FigureFacts.All.All(f => Keeps(f, figures));

    /// <summary>Whether a plan keeps the limit of one figure.</summary>
    public bool Keeps(Figure figure, FigureSet figures) =>
        Of(figure) is not double limit || (figures[figure] is double value && FigureFacts.Gain(figure, limit, value) >= 0);
}
