using System.Globalization;

using HostTrainer.Search;
using HostTrainer.Search.Genomes;

namespace HostTrainer.Choosing;

/// <summary>A front as comma-separated values: a heading, then a line per point. Numbers are in the shortest form that reads back; no value is an empty field.</summary>
public static class FrontCsv
{
    /// <summary>Writes points of a front.</summary>
    /// <param name="front">The front.</param>
    /// <param name="numbers">Numbers of the points, from 1.</param>
    /// <param name="output">Where to.</param>
    public static void Write(SearchFront front, IEnumerable<int> numbers, TextWriter output)
    {
        int subsets = front.Points.Count == 0 ? 0 : front.Points.Max(p => p.SubsetErrors.Count);
        IReadOnlyList<Gene> genes = front.Problem.Layout.Genes;
        string[] heading =
        [
            "point", "knee", "knee_distance", "error_percent", "size_mib", "compression", "speedup", "energy_uj", "work",
            .. Enumerable.Range(1, subsets).Select(s => $"error_subset{s}_percent"), "base_error_percent", "beacon",
            .. genes.Select(g => g.Name),
        ];
        output.WriteLine(string.Join(',', heading));
        foreach (int number in numbers)
        {
            FrontPoint point = front.Point(number);
            FigureSet figures = FigureSet.Of(point);
            string[] fields =
            [
                number.ToString(CultureInfo.InvariantCulture), number == front.Knee ? "1" : "0", Text(front.KneeDistances[number - 1]),
                .. FigureFacts.All.Select(f => Text(figures[f])),
                .. Enumerable.Range(0, subsets).Select(s => s < point.SubsetErrors.Count ? Text(point.SubsetErrors[s]) : string.Empty),
                point.Measurement.Beacon is { } beacon ? Text(beacon.BaseErrors.Max()) : string.Empty, Quoted(point.Measurement.Beacon?.BeaconId),
                .. point.Genome.Select(g => g.ToString(CultureInfo.InvariantCulture)),
            ];
            output.WriteLine(string.Join(',', fields));
        }
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Quoted(string? text) =>
        text is null ? string.Empty : text.AsSpan().ContainsAny("\",\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
