using HostTrainer.Search.Genomes;

namespace HostTrainer.Search.Strategies.Guided;

/// <summary>
/// Places the values of every gene on a line from 0, where a gene does no harm, to 1, where it may do most: what is near on the line does about the same to
/// the error.
/// </summary>
internal sealed class GeneScale
{
    private readonly double[][] _places;

    /// <summary>The scale of a layout.</summary>
    public GeneScale(GenomeLayout layout) => _places = [.. layout.Genes.Select(g => g.Domain.Select(v => Place(g, v)).ToArray())];

    /// <summary>The place of a point.</summary>
    /// <param name="codes">Gene codes, from 1.</param>
    /// <returns>One number per gene, 0 to 1.</returns>
    public double[] Of(IReadOnlyList<int> codes) => [.. _places.Select((p, i) => p[codes[i] - 1])];

    private static double Place(Gene gene, int value) => gene.Part == GenePart.Delta ? (double)value / gene.Domain[^1] : value switch
    {
        2 => 1,
        4 => 0.25,
        8 => 0.02,
        _ => 0,
    };
}
