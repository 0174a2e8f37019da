using System.Globalization;

using Spectre.Console;

namespace HostTrainer.Cli;

/// <summary>A sweep of thresholds for people and for spreadsheets.</summary>
internal static class DeltaSweepText
{
    /// <summary>A table of every combination, the least eliminating first.</summary>
    public static void WriteTable(DeltaSweepDocument document, TextWriter output)
    {
        Table table = new Table().AddColumns("point", "thresholds", "error %", "rise", "eliminated", "us per frame", "dense / this", "");
        foreach (DeltaSweepPointDocument point in document.Points.OrderBy(p => p.Eliminated))
        {
            table.AddRow(
                point.Number.ToString(CultureInfo.InvariantCulture),
                string.Join(' ', point.Thresholds),
                point.Error.ToString("0.00", CultureInfo.InvariantCulture),
                point.Rise.ToString("+0.00;-0.00;0", CultureInfo.InvariantCulture),
                point.Eliminated.ToString("0.0 %", CultureInfo.InvariantCulture),
                point.Time?.Microseconds.ToString("0.0", CultureInfo.InvariantCulture) ?? string.Empty,
                point.Time?.Speedup.ToString("0.00", CultureInfo.InvariantCulture) ?? string.Empty,
                (point.OnFront ? "front" : string.Empty) + (point.Number == document.Chosen ? ", chosen" : string.Empty));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    /// <summary>A heading, then a line per combination, numbers in the shortest form that reads back.</summary>
    public static void WriteCsv(DeltaSweepDocument document, TextWriter output)
    {
        output.WriteLine(string.Join(',', [
            "point", "error_percent", "rise_points", "eliminated", "front", "chosen", "frame_us", "dense_us", "speedup",
            .. document.Layers.Select(l => $"threshold_{l}"), .. document.Layers.Select(l => $"updated_{l}")]));
        foreach (DeltaSweepPointDocument point in document.Points)
        {
            output.WriteLine(string.Join(',', [
                point.Number.ToString(CultureInfo.InvariantCulture), Text(point.Error), Text(point.Rise), Text(point.Eliminated),
                point.OnFront ? "1" : "0", point.Number == document.Chosen ? "1" : "0",
                Text(point.Time?.Microseconds), Text(point.Time?.DenseMicroseconds), Text(point.Time?.Speedup),
                .. point.Thresholds.Select(t => t.ToString(CultureInfo.InvariantCulture)), .. point.UpdatedFractions.Select(f => Text(f))]));
        }
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
