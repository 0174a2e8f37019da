using System.Globalization;

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
        ObjectiveKind.Energy => Figure.Energy,
        _ => Figure.Work,
    };

    /// <summary>True when a larger value is better.</summary>
    public static bool MoreIsBetter(Figure figure) => figure is Figure.Compression or Figure.Speedup;

    /// <summary>How much better <paramref name="to"/> is than <paramref name="from"/>, in the figure's unit; negative when it is worse.</summary>
    public static double Gain(Figure figure, double from, double to) => MoreIsBetter(figure) ? to - from : from - to;

    /// <summary>The name used on command lines and in documents: <c>error</c>, <c>size</c>, <c>compression</c>, <c>speedup</c>, <c>energy</c>, <c>work</c>.</summary>
    public static string Name(Figure figure) => figure switch
    {
        Figure.Error => "error",
        Figure.Size => "size",
        Figure.Compression => "compression",
        Figure.Speedup => "speedup",
        Figure.Energy => "energy",
        _ => "work",
    };

    /// <summary>A value without its unit, for people.</summary>
    public static string Number(Figure figure, double? value) => value?.ToString(Format(figure), CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A value with its unit, for people.</summary>
    public static string Text(Figure figure, double? value) => value is null ? "-" : Number(figure, value) + Unit(figure);

    /// <summary>A difference with its sign and without its unit, for people; a figure that does not change shows nothing.</summary>
    public static string Difference(Figure figure, double? value)
    {
        string text = Number(figure, value);
        return value is null ? text : text.Any(c => c is >= '1' and <= '9') ? (value > 0 ? "+" : string.Empty) + text : string.Empty;
    }

    /// <summary>The heading of a column of this figure, with its unit.</summary>
    public static string Heading(Figure figure) => figure switch
    {
        Figure.Error => "error %",
        Figure.Size => "MiB",
        Figure.Compression => "compression",
        Figure.Speedup => "speed-up",
        Figure.Energy => "uJ",
        _ => "work",
    };

    /// <summary>The name for people.</summary>
    public static string Label(Figure figure) => figure switch
    {
        Figure.Error => "phone error",
        Figure.Size => "size",
        Figure.Compression => "compression",
        Figure.Speedup => "speed-up",
        Figure.Energy => "energy",
        _ => "work",
    };

    /// <summary>The option that limits the figure on the command line.</summary>
    public static string LimitOption(Figure figure) => figure switch
    {
        Figure.Error => "--max-error",
        Figure.Size => "--max-size-mib",
        Figure.Compression => "--min-compression",
        Figure.Speedup => "--min-speedup",
        Figure.Energy => "--max-energy",
        _ => "--max-work",
    };

    private static string Format(Figure figure) => figure switch
    {
        Figure.Size => "0.000",
        Figure.Energy => "0.0000",
        Figure.Work => "0.000",
        _ => "0.00",
    };

    /// <summary>The unit with a blank before it, or nothing.</summary>
    public static string Unit(Figure figure) => figure switch
    {
        Figure.Error => " %",
        Figure.Size => " MiB",
        Figure.Energy => " uJ",
        Figure.Work => string.Empty,
        _ => " x",
    };
}
