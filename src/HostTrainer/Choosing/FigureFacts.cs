using System.Globalization;

using Edge.Telemetry.Platforms;

using HostTrainer.Search.Evaluation;

namespace HostTrainer.Choosing;

/// <summary>What the figures mean: where they come from, their units, and which way is better.</summary>
public static class FigureFacts
{
    /// <summary>Every figure, in the order they are shown.</summary>
    public static IReadOnlyList<Figure> All { get; } = Enum.GetValues<Figure>();

    /// <summary>The figure of an objective.</summary>
    public static Figure Of(ObjectiveKind objective) => objective switch
    {
        ObjectiveKind.Error => Figure.Error,
        ObjectiveKind.Size => Figure.Size,
        ObjectiveKind.Speedup => Figure.Speedup,
        _ => Figure.Energy,
    };

    /// <summary>True when a larger value is better.</summary>
    public static bool MoreIsBetter(Figure figure) => figure is Figure.Compression or Figure.Speedup;

    /// <summary>The value of a figure, or null where the platform does not model it or the error is not known.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="error">Error of the worst subset, percent, or null.</param>
    /// <param name="cost">Cost of the plan.</param>
    public static double? Value(Figure figure, double? error, PlatformCost cost) => figure switch
    {
        Figure.Error => error,
        Figure.Size => cost.SizeMiB,
        Figure.Compression => cost.Compression,
        Figure.Speedup => cost.Speedup,
        _ => cost.EnergyMicrojoule,
    };

    /// <summary>How much better <paramref name="to"/> is than <paramref name="from"/>, in the figure's unit; negative when it is worse.</summary>
    public static double Gain(Figure figure, double from, double to) => MoreIsBetter(figure) ? to - from : from - to;

    /// <summary>The name used on command lines and in documents: <c>error</c>, <c>size</c>, <c>compression</c>, <c>speedup</c>, <c>energy</c>.</summary>
    public static string Name(Figure figure) => figure switch
    {
        Figure.Error => "error",
        Figure.Size => "size",
        Figure.Compression => "compression",
        Figure.Speedup => "speedup",
        _ => "energy",
    };

    /// <summary>A value with its unit, for people.</summary>
    public static string Text(Figure figure, double? value) => value is double v ? v.ToString(Format(figure), CultureInfo.InvariantCulture) + Unit(figure) : "-";

    /// <summary>A difference with its sign and without its unit, for people; a figure that does not change shows nothing.</summary>
    public static string Difference(Figure figure, double? value)
    {
        string text = value?.ToString(Format(figure), CultureInfo.InvariantCulture) ?? "-";
        return value is null ? text : text.Any(c => c is >= '1' and <= '9') ? (value > 0 ? "+" : string.Empty) + text : string.Empty;
    }

    /// <summary>The heading of a column of this figure, with its unit.</summary>
    public static string Heading(Figure figure) => figure switch
    {
        Figure.Error => "error %",
        Figure.Size => "MiB",
        Figure.Compression => "compression",
        Figure.Speedup => "speed-up",
        _ => "uJ",
    };

    private static string Format(Figure figure) => figure switch
    {
        Figure.Size => "0.000",
        Figure.Energy => "0.0000",
        _ => "0.00",
    };

    private static string Unit(Figure figure) => figure switch
    {
        Figure.Error => " %",
        Figure.Size => " MiB",
        Figure.Energy => " uJ",
        _ => " x",
    };
}
