using System.Globalization;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Telemetry.Platforms;

namespace HostTrainer.Search.Genomes;

/// <summary>Genomes and bit lists as text: bit widths separated by blanks or commas.</summary>
public static class GenomeText
{
    /// <summary>The genome as text, separated by blanks.</summary>
    public static string Format(IEnumerable<int> bits) => string.Join(' ', bits.Select(b => b.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads bit widths.</summary>
    /// <param name="text">Bit widths separated by blanks, commas or bars.</param>
    /// <param name="where">Named in errors, such as <c>--bits</c>.</param>
    /// <exception cref="EdgeException">A value is not 2, 4, 8 or 16 (exit code 2).</exception>
    public static int[] Parse(string text, string where) =>
        [.. text.Split([' ', ',', '|', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(t => ParseOne(t, where))];

    /// <summary>Reads a genome of a layout, as <see cref="Format"/> writes it.</summary>
    /// <param name="text">One value per gene, separated by blanks.</param>
    /// <param name="layout">The genes.</param>
    /// <param name="where">Named in errors.</param>
    /// <exception cref="EdgeException">The count is wrong, or a value is not in its gene's domain.</exception>
    public static int[] Parse(string text, GenomeLayout layout, string where)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != layout.Genes.Count)
        {
            throw EdgeException.BadInput($"a genome of {parts.Length} values where {layout.Genes.Count} are needed", where, "check the file");
        }

        return [.. layout.Genes.Select((gene, i) => int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && gene.Domain.Contains(value)
            ? value
            : throw EdgeException.BadInput($"'{parts[i]}' is no value of gene {gene.Name}", where, "check the file"))];
    }

    /// <summary>Reads a genome: one value per gene, or one per layer for weights and activations alike.</summary>
    /// <param name="text">Bit widths in gene order (see <see cref="GenomeLayout"/>).</param>
    /// <param name="layerNames">Layer names in data-path order.</param>
    /// <exception cref="EdgeException">The count or a value is wrong (exit code 2).</exception>
    public static IReadOnlyList<LayerPrecision> ParseGenome(string text, IReadOnlyList<string> layerNames)
    {
        int[] bits = Parse(text, "--genome");
        return FromGenes(bits, layerNames, "--genome");
    }

    /// <summary>
    /// Reads <c>w a</c> pairs in data-path order. One value per layer, for weights and activations alike, is read in gene order.
    /// </summary>
    /// <param name="text">Bit widths.</param>
    /// <param name="layerNames">Layer names in data-path order.</param>
    /// <exception cref="EdgeException">The count or a value is wrong (exit code 2).</exception>
    public static IReadOnlyList<LayerPrecision> ParseBits(string text, IReadOnlyList<string> layerNames)
    {
        int[] bits = Parse(text, "--bits");
        return bits.Length == 2 * layerNames.Count
            ? [.. layerNames.Select((name, i) => new LayerPrecision(name, bits[2 * i], bits[(2 * i) + 1]))]
            : FromGenes(bits, layerNames, "--bits");
    }

    private static IReadOnlyList<LayerPrecision> FromGenes(int[] bits, IReadOnlyList<string> layerNames, string where)
    {
        int layers = layerNames.Count;
        if (SharedPathOrder.Expand(bits, layerNames) is { } expanded)
        {
            bits = expanded;
        }

        return bits.Length == layers || bits.Length == 2 * layers
            ? GenomeLayout.Create(layerNames, bits.Length == layers).ToLayers(bits)
            : throw Usage($"{bits.Length} values for {layers} layers: give {layers} or {2 * layers}", where);
    }

    private static int ParseOne(string text, string where) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && BitWidths.IsKnown(bits)
            ? bits
            : throw Usage($"'{text}' is no bit width", where);

    private static EdgeException Usage(string what, string where) => new(ExitCode.Usage, what, where, "use 2, 4, 8 or 16, separated by blanks");
}
