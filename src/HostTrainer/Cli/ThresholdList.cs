using System.Globalization;

using Edge.Runtime.Errors;

namespace HostTrainer.Cli;

/// <summary>Lists of delta thresholds on the command line.</summary>
internal static class ThresholdList
{
    /// <summary>Stands for the papers' thresholds.</summary>
    public const string Auto = "auto";

    /// <summary>Reads a list.</summary>
    /// <param name="text"><see cref="Auto"/>, or whole numbers separated by commas.</param>
    /// <param name="option">Named in errors.</param>
    /// <returns>Ascending from 0, which is added, without repeats; null for <see cref="Auto"/>.</returns>
    /// <exception cref="EdgeException">A value is no threshold (exit code 2).</exception>
    public static int[]? Parse(string text, string option) => text == Auto
        ? null
        : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => ParseOne(t, option)).Append(0).Distinct().Order()];

    private static int ParseOne(string text, string option) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= short.MaxValue
            ? value
            : throw new EdgeException(ExitCode.Usage, $"'{text}' is no threshold", option, $"give whole numbers up to {short.MaxValue} separated by commas, or {Auto}");
}
