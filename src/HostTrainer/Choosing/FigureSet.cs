using Edge.Telemetry.Platforms;

using HostTrainer.Search;

namespace HostTrainer.Choosing;

/// <summary>The figures of one plan.</summary>
/// <param name="Error">Phone error of the worst subset, percent, or null when not known.</param>
/// <param name="Cost">What the platform says of it.</param>
/// <param name="Work">Work as a share of 16 bits everywhere, 0 to 1, or null when not known.</param>
public sealed record FigureSet(double? Error, PlatformCost Cost, double? Work)
{
    /// <summary>The value of a figure, or null where it is not known or not modelled by the platform.</summary>
    public double? this[Figure figure] => figure switch
    {
        Figure.Error => Error,
        Figure.Size => Cost.SizeMiB,
        Figure.Compression => Cost.Compression,
        Figure.Speedup => Cost.Speedup,
        Figure.Energy => Cost.EnergyMicrojoule,
        _ => Work,
    };

    /// <summary>The figures of a point.</summary>
    public static FigureSet Of(FrontPoint point) => new(point.Error, point.Cost, point.Work);

    /// <summary>These figures minus others, in the order of <see cref="FigureFacts.All"/>; null where one of them is not known.</summary>
    public IReadOnlyList<double?> Minus(FigureSet other) => [.. FigureFacts.All.Select(f => this[f] - other[f])];
}
